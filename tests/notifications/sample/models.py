"""A library: models that have nothing to do with tourism."""

from django.conf import settings
from django.db import models

from notifications.saving import RecordedModel


class Book(RecordedModel):
    owner_id: int | None
    title = models.CharField(max_length=600)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Shelf(models.Model):
    """A model without an event."""

    label = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.label

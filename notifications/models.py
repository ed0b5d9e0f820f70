"""The tables: the log of events, its index by audience, publishers and their receipts."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .audiences import Audience
from .drafts import Level


class Stream(models.Model):
    """The extent of the log, in one row; the transaction that holds its lock gives the numbers."""

    THE_ONE = 1

    id = models.SmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    # Chosen at random when the log is created: it tells the cursors of this log from those of a reset or restored one.
    epoch = models.CharField(max_length=8)
    first = models.BigIntegerField(default=1)  # the oldest number still kept
    last = models.BigIntegerField(default=0)  # the newest number given

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="notifications_one_stream")]

    def __str__(self) -> str:
        return f"{self.epoch}-{self.last}"

    @classmethod
    def current(cls) -> "Stream":
        """The one row, created if this is the first use of the database."""
        return cls.objects.get_or_create(pk=cls.THE_ONE, defaults={"epoch": secrets.token_hex(4)})[0]


class Notification(models.Model):
    """One event, recorded in the transaction of the change that caused it."""

    # Given by the relay after the commit, without gaps; None until then.
    seq = models.BigIntegerField(_("number"), unique=True, null=True, editable=False)
    type = models.CharField(_("type"), max_length=64)
    message = models.CharField(_("message"), max_length=500)
    data = models.TextField(_("data"), default="{}")  # the JSON text that is sent
    audience = models.CharField(_("audience"), max_length=1000)  # names, separated by spaces
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.INFO)
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-id"]
        indexes = [
            # For the query of the relay after every commit and every second: is a row without a number?
            models.Index(fields=["id"], condition=models.Q(seq=None), name="notifications_waiting"),
            models.Index(fields=["type", "-id"], name="notifications_by_type"),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def audiences(self) -> frozenset[Audience]:
        return frozenset(Audience(name) for name in self.audience.split())


class Address(models.Model):
    """One audience of one numbered notification. The events that a client missed are a range of this index."""

    pk = models.CompositePrimaryKey("audience", "seq")
    audience = models.CharField(max_length=64)
    seq = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.audience} {self.seq}"


class Publisher(models.Model):
    """Another system that may call `POST /notify`; only the SHA-256 of its key is kept."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("key begins with"), max_length=12, editable=False)
    types = models.TextField(
        _("types"), blank=True, help_text=_("The types it may publish, separated by spaces; empty: any.")
    )
    may_address = models.BooleanField(
        _("may choose the audience"),
        default=False,
        help_text=_("Otherwise each event goes to the audience of its type, and to everyone if that is unknown."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """The rows that a request with an `Idempotency-Key` recorded, so that its retry gets the same answer."""

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the request
    notifications = models.JSONField(default=list)  # primary keys, in the order of the request
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="notifications_one_receipt")]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"

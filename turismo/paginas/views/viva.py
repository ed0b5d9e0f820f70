"""Pages that follow events: each carries the cursor of the newest event that its data contains."""

from typing import Any

from django.http import HttpRequest
from django.views.generic import View
from django.views.generic.base import ContextMixin

from notifications.outbox import current_cursor


class Viva(ContextMixin, View):
    """Read the cursor before any data: an event in between is then shown twice rather than not at all."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cursor = current_cursor()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"cursor": self.cursor}

"""A page that changes in front of its reader has to know up to which event it tells everything."""

from typing import Any

from django.http import HttpRequest
from django.views.generic import View
from django.views.generic.base import ContextMixin

from notifications.log import reader as log
from notifications.log.cursors import Cursor


class Viva(ContextMixin, View):
    """The log is asked before any data, so what happens in between is told twice rather than never."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        hasta = log.extent()
        self.cursor = Cursor(hasta.epoch, hasta.last)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"cursor": self.cursor}

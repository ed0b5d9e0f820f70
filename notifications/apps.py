"""The Django app: when it is ready, the settings are checked and the catalogue is connected to its sources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, conf  # noqa: F401  (importing the checks registers them)
        from .events import discover
        from .receivers import connect_catalogue

        conf.load()
        if conf.active.CATALOGUE:
            discover(conf.active.CATALOGUE)
        connect_catalogue()

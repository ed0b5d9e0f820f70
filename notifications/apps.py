from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (its checks register themselves)
        from .conf import setting
        from .receivers import connect_catalogue

        if catalogue := setting("CATALOGUE"):
            import_module(catalogue)
        connect_catalogue()

"""The admin site itself."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Sitio(AdminSite):
    site_header = _("Turismo: operación")
    site_title = _("Turismo")
    index_title = _("Operación")

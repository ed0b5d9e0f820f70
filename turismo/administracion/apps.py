# The module, not the class: a second AppConfig in this file would leave Django without a default one.
from django.contrib.admin import apps


class AdministracionConfig(apps.AdminConfig):
    """Django's admin app with our site as the default one, so that `admin.site` is ours everywhere."""

    default_site = "turismo.administracion.sitio.Sitio"

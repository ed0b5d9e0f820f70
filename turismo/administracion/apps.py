# Import the module and not the class: with two AppConfig classes in this file Django has no default one.
from django.contrib.admin import apps


class AdministracionConfig(apps.AdminConfig):
    """Django's admin app with our site as the default one, so that `admin.site` is ours everywhere."""

    default_site = "turismo.administracion.sitio.Sitio"

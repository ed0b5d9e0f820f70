from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogoConfig(AppConfig):
    name = "turismo.catalogo"
    verbose_name = _("Catálogo")

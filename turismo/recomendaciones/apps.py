from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecomendacionesConfig(AppConfig):
    name = "turismo.recomendaciones"
    verbose_name = _("Recomendaciones")

"""The scale of recommendations and ratings."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MINIMA, MAXIMA = 1, 5
EN_LA_ESCALA = [MinValueValidator(MINIMA), MaxValueValidator(MAXIMA)]
AYUDA = format_lazy(_("De {minima} a {maxima}."), minima=MINIMA, maxima=MAXIMA)

"""An entry of the catalogue: a draft or public, and announced exactly once."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet

from .guardado import NoPisa, using_of
from .idioma import EnDosIdiomas

E = TypeVar("E", bound="Entrada")


class Estado(models.TextChoices):
    BORRADOR = "borrador", _("borrador")
    PUBLICADO = "publicado", _("publicado")
    ARCHIVADO = "archivado", _("archivado")


class EntradaQuerySet(RecordedQuerySet[E]):
    def publicados(self) -> Self:
        return self.filter(estado=Estado.PUBLICADO)


GestorDeEntradas = models.Manager.from_queryset(EntradaQuerySet)


class Entrada(EnDosIdiomas, NoPisa, RecordedModel):
    """Publish by saving. `update()` and `bulk_create()` violate the constraint below unless they also set
    `publicado_en`, so no entry becomes public without its announcement."""

    # Sent when a draft is published. An entry that is created public is announced by its creation.
    publicacion: ClassVar[Signal]
    movidas_aparte = frozenset({"publicado_en"})

    nombre = models.CharField(_("nombre"), max_length=120)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=120, blank=True)
    slug = models.SlugField(
        _("dirección"),
        max_length=120,
        unique=True,
        help_text=_("Su nombre en la dirección de la página: minúsculas, números y guiones."),
    )
    estado = models.CharField(_("estado"), max_length=10, choices=Estado.choices, default=Estado.BORRADOR)
    # The first time: an entry that is withdrawn and published again is not announced again.
    publicado_en = models.DateTimeField(_("publicado por primera vez"), null=True, editable=False)

    objects: ClassVar[GestorDeEntradas["Self"]] = GestorDeEntradas()

    class Meta:
        abstract = True
        ordering = ["nombre"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(estado="publicado") | models.Q(publicado_en__isnull=False),
                name="%(app_label)s_%(class)s_publicado_desde",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def es_publica(self) -> bool:
        return self.estado == Estado.PUBLICADO

    def save(self, *args: Any, **kwargs: Any) -> None:
        era_borrador = not self._state.adding
        using = using_of(self, kwargs)
        with transaction.atomic(using=using):
            se_estrena = self.es_publica and self.publicado_en is None and self.estrenar(using)
            super().save(*args, **kwargs)
            if se_estrena and era_borrador:
                self.publicacion.send(sender=type(self), entrada=self)

    def estrenar(self, using: str) -> bool:
        """Claim the first publication for this save; of two concurrent saves the UPDATE lets one have it."""
        self.publicado_en = timezone.now()
        if self._state.adding:
            return True
        inedita = type(self)._base_manager.using(using).filter(pk=self.pk, publicado_en=None)
        return inedita.update(publicado_en=self.publicado_en) == 1

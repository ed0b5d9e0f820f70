"""Lo que los viajeros opinan, y lo que la plataforma les sugiere."""

from typing import Self

from django.conf import settings
from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from notifications.audiences import Audience, Owner
from notifications.events import Event, event, on_create
from turismo.recomendaciones.models import Recomendacion, Sugerencia, Valoracion


@event
class RecomendacionCreada(Event):
    """Un usuario recomienda un tour a los demás."""

    type = "recomendacion_creada"
    source = on_create("recomendaciones.Recomendacion")
    audience = Audience.MEMBERS
    message = _("{autor} recomienda {tour}: {puntaje} de 5")

    recomendacion_id: int
    autor: str
    tour: str
    puntaje: int

    @classmethod
    def from_instance(cls, recomendacion: Recomendacion) -> Self:
        return cls(
            recomendacion_id=recomendacion.pk,
            autor=recomendacion.usuario.nombre_publico,
            tour=recomendacion.tour.nombre,
            puntaje=recomendacion.puntaje,
        )


@event
class ValoracionCreada(Event):
    """Quien hizo un viaje cuenta cómo fue."""

    type = "valoracion_creada"
    source = on_create("recomendaciones.Valoracion")
    audience = Audience.STAFF
    message = _("{autor} valora {tour}: {puntuacion} de 5")

    valoracion_id: int
    autor: str
    tour: str
    puntuacion: int

    @classmethod
    def from_instance(cls, valoracion: Valoracion) -> Self:
        return cls(
            valoracion_id=valoracion.pk,
            autor=valoracion.autor,
            tour=valoracion.reserva.salida.tour.nombre,
            puntuacion=valoracion.puntuacion,
        )


@event
class SugerenciaCreada(Event):
    """La plataforma encuentra un tour que puede gustarle a un usuario; se lo dice solo a él."""

    type = "sugerencia_creada"
    source = on_create("recomendaciones.Sugerencia")
    audience = Owner("usuario_id")
    message = "Le puede gustar {tour}: {motivo}"

    usuario_id: int
    tour: str
    slug: str
    motivo: str

    @classmethod
    def from_instance(cls, sugerencia: Sugerencia) -> Self:
        with override(settings.LANGUAGE_CODE):  # the one of the message, whatever the request or the command speaks
            motivo = sugerencia.explicacion
        tour = sugerencia.tour
        return cls(usuario_id=sugerencia.usuario_id, tour=tour.nombre, slug=tour.slug, motivo=motivo)

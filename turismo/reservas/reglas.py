"""The rules of reservations and departures that a request can break."""

from django.utils.translation import gettext_lazy as _

from turismo.reglas import ReglaIncumplida


class SinCupo(ReglaIncumplida):
    codigo = "SIN_CUPO"
    mensaje = _("No quedan tantas plazas libres en esta salida.")


class SalidaCerrada(ReglaIncumplida):
    codigo = "SALIDA_CERRADA"
    mensaje = _("Esta salida ya no está a la venta.")


class PlazoVencido(ReglaIncumplida):
    codigo = "RETENCION_VENCIDA"
    mensaje = _("La retención de las plazas venció: haga una reserva nueva.")


class YaExtendida(ReglaIncumplida):
    codigo = "YA_EXTENDIDA"
    mensaje = _("La retención de las plazas se extiende una sola vez.")


class SinMargen(ReglaIncumplida):
    codigo = "SIN_MARGEN"
    mensaje = _("La retención no puede pasar del cierre de venta de la salida.")


class TransicionInvalida(ReglaIncumplida):
    codigo = "TRANSICION_INVALIDA"
    mensaje = _("En su estado actual, la reserva no lo permite.")


class PersonasFueraDeRango(ReglaIncumplida):
    codigo = "PERSONAS_FUERA_DE_RANGO"
    mensaje = _("En este tour, una reserva es de %(minimo)d a %(maximo)d personas.")
    status_code = 400


class TarifaDesconocida(ReglaIncumplida):
    codigo = "TARIFA_DESCONOCIDA"
    mensaje = _("Este tour no vende esa tarifa.")
    status_code = 400


class TarifaRepetida(ReglaIncumplida):
    codigo = "TARIFA_REPETIDA"
    mensaje = _("Cada tarifa se pide una sola vez, con su cantidad.")
    status_code = 400


class TarifaAcompanada(ReglaIncumplida):
    codigo = "TARIFA_ACOMPANADA"
    mensaje = _("Esa tarifa se vende solo junto a una plaza general.")
    status_code = 400


class ImporteExcesivo(ReglaIncumplida):
    codigo = "IMPORTE_EXCESIVO"
    mensaje = _("El total pasa de lo que una reserva puede sumar.")
    status_code = 400


class PrecioCambiado(ReglaIncumplida):
    codigo = "PRECIO_CAMBIADO"
    mensaje = _(
        "El precio ha cambiado: lo que pide cuesta ahora %(ahora)s en lugar de %(antes)s. "
        "No se ha reservado nada; si está de acuerdo, envíelo otra vez."
    )


class MotivoInvalido(ReglaIncumplida):
    codigo = "MOTIVO_INVALIDO"
    mensaje = _("Diga el motivo, en %(maximo)d caracteres como mucho.")
    status_code = 400


class SalidaInalterable(ReglaIncumplida):
    codigo = "SALIDA_INALTERABLE"
    mensaje = _("En su estado actual, la salida no lo permite.")


class HorarioInvalido(ReglaIncumplida):
    codigo = "HORARIO_INVALIDO"
    mensaje = _("La salida debe empezar en el futuro y terminar después de empezar.")
    status_code = 400


class SalidaRepetida(ReglaIncumplida):
    codigo = "SALIDA_REPETIDA"
    mensaje = _("Este tour ya tiene una salida a esa hora.")


class ServicioDeOtroTour(ReglaIncumplida):
    codigo = "SERVICIO_DE_OTRO_TOUR"
    mensaje = _("Ese servicio no se ofrece con este tour.")
    status_code = 400


class ServicioPorReserva(ReglaIncumplida):
    codigo = "SERVICIO_POR_RESERVA"
    mensaje = _("Ese servicio se cobra por reserva: pida uno.")
    status_code = 400


class ContratacionInalterable(ReglaIncumplida):
    codigo = "CONTRATACION_INALTERABLE"
    mensaje = _("En su estado actual, el servicio contratado no lo permite.")


class ServicioRepetido(ReglaIncumplida):
    codigo = "SERVICIO_REPETIDO"
    mensaje = _("La reserva ya incluye este servicio.")


class ReservaInactiva(ReglaIncumplida):
    codigo = "RESERVA_INACTIVA"
    mensaje = _("Solo se contratan servicios con una reserva pendiente o confirmada.")


class MonedaDistinta(ReglaIncumplida):
    codigo = "MONEDA_DISTINTA"
    mensaje = _("El servicio se cobra en otra moneda que la reserva.")
    status_code = 400


class ReservaRepetida(ReglaIncumplida):
    codigo = "RESERVA_REPETIDA"
    mensaje = _("Ya existe otra reserva con ese uuid: una reserva nueva lleva un uuid nuevo.")
    status_code = 422

"""EL CATÁLOGO: qué puede ocurrir, quién se entera y con qué palabras. Un evento nuevo es una clase más, en su tema."""

# En el orden en que los cuenta docs/eventos.md.
# isort: off
from .usuarios import UsuarioRegistrado, SesionIniciada
from .reservas import (
    DeReserva,
    ReservaCreada,
    ReservaConfirmada,
    ReservaCancelada,
    ParaSuCliente,
    ReservaExtendida,
    ReservaExpirada,
    RetencionVencida,
    ReservaCompletada,
)
from .plazas import DeSalida, DisponibilidadCambiada, SalidaCasiLlena, SalidaAgotada, PlazasLiberadas
from .salidas import CambioDeSalida, SalidaCancelada, SalidaReprogramada
from .viajes import CambioDeViaje, ViajeCancelado, ViajeReprogramado
from .guias import DeEncargo, GuiaAsignado, GuiaRelevado
from .contrataciones import DeContratacion, ServicioContratado, ServicioConfirmado, ServicioAnulado
from .catalogo import (
    AltaEnCatalogo,
    TourCreado,
    TourCambiado,
    ServicioCreado,
    DestinoCreado,
    DestinoCambiado,
    GuiaCreado,
)
from .recomendaciones import RecomendacionCreada, ValoracionCreada, SugerenciaCreada
# isort: on

__all__ = [
    "AltaEnCatalogo",
    "CambioDeSalida",
    "CambioDeViaje",
    "DeContratacion",
    "DeEncargo",
    "DeReserva",
    "DeSalida",
    "DestinoCambiado",
    "DestinoCreado",
    "DisponibilidadCambiada",
    "GuiaAsignado",
    "GuiaCreado",
    "GuiaRelevado",
    "ParaSuCliente",
    "PlazasLiberadas",
    "RecomendacionCreada",
    "ReservaCancelada",
    "ReservaCompletada",
    "ReservaConfirmada",
    "ReservaCreada",
    "ReservaExpirada",
    "ReservaExtendida",
    "RetencionVencida",
    "SalidaAgotada",
    "SalidaCancelada",
    "SalidaCasiLlena",
    "SalidaReprogramada",
    "ServicioAnulado",
    "ServicioConfirmado",
    "ServicioContratado",
    "ServicioCreado",
    "SesionIniciada",
    "SugerenciaCreada",
    "TourCambiado",
    "TourCreado",
    "UsuarioRegistrado",
    "ValoracionCreada",
    "ViajeCancelado",
    "ViajeReprogramado",
]

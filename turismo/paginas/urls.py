"""The addresses for travellers: Spanish words, and codes of bookings instead of primary keys."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from .views.acciones import CancelarReservaView, ConfirmarView, ExtenderView, ValorarView
from .views.catalogo import CatalogoView, TourView
from .views.claves import CambiarView, NuevaView, OlvidadaView
from .views.cuentas import EntrarView, RegistroView, SalirView
from .views.reservar import ReservarView
from .views.reservas import MisReservasView, ReservaView
from .views.servicios import ContratarView


class Localizador(StringConverter):
    """Only the form of a code reaches the database."""

    regex = "[0-9A-Z]{8}"


register_converter(Localizador, "localizador")

app_name = "paginas"
urlpatterns = [
    path("tours/", CatalogoView.as_view(), name="catalogo"),
    path("tours/<slug:slug>/", TourView.as_view(), name="tour"),
    path("tours/<slug:slug>/reservar/<int:salida>/", ReservarView.as_view(), name="reservar"),
    path("reservas/", MisReservasView.as_view(), name="reservas"),
    path("reservas/<localizador:localizador>/", ReservaView.as_view(), name="reserva"),
    path("reservas/<localizador:localizador>/confirmar/", ConfirmarView.as_view(), name="confirmar"),
    path("reservas/<localizador:localizador>/extender/", ExtenderView.as_view(), name="extender"),
    path("reservas/<localizador:localizador>/cancelar/", CancelarReservaView.as_view(), name="cancelar"),
    path("reservas/<localizador:localizador>/servicios/", ContratarView.as_view(), name="servicios"),
    path("reservas/<localizador:localizador>/valorar/", ValorarView.as_view(), name="valorar"),
    path("entrar/", EntrarView.as_view(), name="entrar"),
    path("salir/", SalirView.as_view(), name="salir"),
    path("registro/", RegistroView.as_view(), name="registro"),
    path("clave/olvidada/", OlvidadaView.as_view(), name="clave_olvidada"),
    path("clave/nueva/<uidb64>/<token>/", NuevaView.as_view(), name="clave_nueva"),
    path("cuenta/", CambiarView.as_view(), name="cuenta"),
]

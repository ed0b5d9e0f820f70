"""The catalogue as JSON; amounts are strings, because a float is not exact."""

from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from turismo.catalogo.disponibilidad import Disponibilidad
from turismo.catalogo.models import GENERAL, Destino, Guia, Salida, Servicio, Tarifa, Tour
from turismo.rest.fields import DayField, LocalDateTimeField, QuantityField, UTCDateTimeField
from turismo.rest.serializers import ValidatedModelSerializer

ENTRADA = ["id", "slug", "nombre", "nombre_en", "estado"]
DIAS = 92  # of a calendar, at most
UN_PLAZO = {"max_value": timedelta(days=366)}


M = TypeVar("M", bound=Model)


class BilingueSerializer(ValidatedModelSerializer[M]):
    """Read a text and its translation; write the one in the active language."""

    traducidos: ClassVar[tuple[str, ...]] = ("nombre",)

    def to_representation(self, instance: Any) -> Any:
        en_su_idioma = {campo: instance.en_idioma(campo) for campo in self.traducidos}
        return super().to_representation(instance) | en_su_idioma

    def get_extra_kwargs(self) -> dict[str, Any]:
        solo_se_escriben = {f"{campo}_en": {"write_only": True} for campo in self.traducidos}
        return super().get_extra_kwargs() | solo_se_escriben


class EntradaSerializer(BilingueSerializer[M]):
    """An entry of the catalogue; without `slug`, its address is made of its name."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("slug") and not self.instance:
            data = data | {"slug": slugify(str(data.get("nombre", "")))}
        return super().to_internal_value(data)

    def get_extra_kwargs(self) -> dict[str, Any]:
        return super().get_extra_kwargs() | {"slug": {"required": False}}


class DestinoSerializer(EntradaSerializer[Destino]):
    traducidos = ("nombre", "descripcion")

    class Meta:
        model = Destino
        fields = [
            *ENTRADA,
            "pais",
            "region",
            "zona_horaria",
            "latitud",
            "longitud",
            "descripcion",
            "descripcion_en",
        ]


class GuiaSerializer(EntradaSerializer[Guia]):
    class Meta:
        model = Guia
        fields = [*ENTRADA, "idiomas", "presentacion"]


class ServicioSerializer(EntradaSerializer[Servicio]):
    traducidos = ("nombre", "descripcion")
    tours = serializers.SlugRelatedField(
        slug_field="slug", queryset=Tour.objects.all(), many=True, required=False, help_text="Ninguno: con todos."
    )

    class Meta:
        model = Servicio
        fields = [*ENTRADA, "categoria", "descripcion", "descripcion_en", "precio", "moneda", "por", "tours"]


class TarifaSerializer(BilingueSerializer[Tarifa]):
    class Meta:
        model = Tarifa
        fields = [
            "tipo",
            "nombre",
            "nombre_en",
            "precio",
            "ocupa_plazas",
            "edad_minima",
            "edad_maxima",
            "acompanada",
            "activa",
        ]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        # The tour is in the URL and not in the body.
        return super().validate(attrs | {"tour": self.context["tour"]})


class PrecioSerializer(serializers.Serializer[Any]):
    """A fare as travellers see it; the general one is a price of the tour itself."""

    tipo = serializers.CharField()
    nombre = serializers.CharField(source="titulo")
    precio = serializers.DecimalField(max_digits=12, decimal_places=2)
    ocupa_plazas = serializers.IntegerField()
    edad_minima = serializers.IntegerField(allow_null=True)
    edad_maxima = serializers.IntegerField(allow_null=True)
    acompanada = serializers.BooleanField(help_text="Se vende solo junto a una plaza general.")


class TourSerializer(EntradaSerializer[Tour]):
    traducidos = ("nombre", "resumen")
    destino = serializers.SlugRelatedField(slug_field="slug", queryset=Destino.objects.all())
    tarifas = serializers.SerializerMethodField()

    class Meta:
        model = Tour
        fields = [
            *ENTRADA,
            "destino",
            "resumen",
            "resumen_en",
            "duracion",
            "precio",
            "moneda",
            "tarifas",
            "confirmacion_inmediata",
            "retencion",
            "corte_reserva",
            "corte_cancelacion",
            "min_personas",
            "max_personas",
        ]
        extra_kwargs = dict.fromkeys(("duracion", "retencion", "corte_reserva", "corte_cancelacion"), UN_PLAZO)

    @extend_schema_field(PrecioSerializer(many=True))
    def get_tarifas(self, tour: Tour) -> Any:
        general = Tarifa(tipo=GENERAL, nombre=_("General"), precio=tour.precio)
        # Filtered in Python: the database has prefetched the fares of all tours on the page.
        return PrecioSerializer([general, *tour.en_venta], many=True).data


class SalidaSerializer(ValidatedModelSerializer[Salida]):
    tour = serializers.SlugRelatedField(slug_field="slug", queryset=Tour.objects.select_related("destino"))
    guia = serializers.SlugRelatedField(slug_field="slug", queryset=Guia.objects.all(), allow_null=True, required=False)
    inicio = UTCDateTimeField()
    fin = UTCDateTimeField()
    cierra_en = UTCDateTimeField(
        required=False, help_text="Cuándo cierra la venta; si falta, lo dice el corte del tour."
    )
    # In the destination's time zone, with its offset.
    inicio_local = LocalDateTimeField()
    zona_horaria = serializers.CharField(source="tour.destino.zona_horaria", read_only=True)
    libres = serializers.IntegerField(read_only=True)
    disponibilidad = serializers.ChoiceField(Disponibilidad.choices, read_only=True)
    capacidad = QuantityField()

    class Meta:
        model = Salida
        fields = [
            "id",
            "tour",
            "inicio",
            "fin",
            "inicio_local",
            "zona_horaria",
            "cierra_en",
            "capacidad",
            "libres",
            "disponibilidad",
            "estado",
            "guia",
            "punto_de_encuentro",
            "version",
        ]


class DiaSerializer(serializers.Serializer[Any]):
    fecha = serializers.DateField(help_text="En el lugar.")
    estado = serializers.ChoiceField(Disponibilidad.choices)
    libres = serializers.IntegerField(help_text="En la salida de ese día con más sitio.")
    salidas = serializers.IntegerField(help_text="Cuántas hay ese día, estén o no a la venta.")


class CalendarioSerializer(serializers.Serializer[Any]):
    """The query of a calendar. By default it begins today, in the destination's time zone, and has a month."""

    desde = DayField(required=False, help_text="Si falta, hoy en el lugar.")
    hasta = DayField(required=False, help_text="Incluido; si falta, treinta días después de «desde».")
    plazas = QuantityField(default=1, help_text="Cuántas plazas hacen falta.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        desde = attrs.setdefault("desde", timezone.localdate(timezone=self.context["tour"].destino.zona))
        hasta = attrs.setdefault("hasta", desde + timedelta(days=30))
        if not 0 <= (hasta - desde).days < DIAS:
            sentence = _("Pida de 1 a %(dias)d días: «hasta» incluido, y no antes de «desde».") % {"dias": DIAS}
            raise serializers.ValidationError({"hasta": [sentence]})
        return attrs

"""Fill the platform with demonstration data: `manage.py demo`, any number of times."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from notifications.publishing.keys import issue
from turismo.catalogo.models import Destino, Salida, Tour
from turismo.demo.gente import CLAVE, USUARIOS
from turismo.demo.siembra import sembrar
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

PUBLICADOR = "demo"
# A type outside the catalogue goes to everyone, so every open page shows it.
AVISO = {"type": "hola", "message": "Hola desde curl", "data": {"quien": "otro sistema"}}

PAGINAS = {
    "/": "la página de prueba: avisos en vivo",
    "/tours/": "lo que ven los viajeros",
    "/admin/": "la operación",
    "/api/docs": "la API",
}


class Command(BaseCommand):
    help = "Siembra datos de demostración y dice qué abrir. Repetirlo no duplica nada: añade las salidas que falten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--con-claves-publicas",
            action="store_true",
            help="crea, aun sin DEBUG, un superusuario cuya contraseña conoce todo el mundo",
        )

    def handle(self, *, con_claves_publicas: bool, **options: Any) -> None:
        if not (settings.DEBUG or con_claves_publicas):
            raise CommandError(
                f"Las cuentas de la demostración tienen una contraseña pública ({CLAVE}), y aquí DEBUG no está "
                "activo. Si nadie más puede entrar, repítalo con --con-claves-publicas."
            )
        sembrar()
        self.contar()
        self.decir_que_abrir(f"http://localhost:{settings.PORT}")

    def contar(self) -> None:
        self.stdout.write(
            f"Hay {Destino.objects.count()} destinos, {Tour.objects.count()} tours, "
            f"{Salida.objects.count()} salidas y {Reserva.objects.count()} reservas.\n\n"
        )

    def decir_que_abrir(self, url: str) -> None:
        for pagina, que in PAGINAS.items():
            self.stdout.write(f"  {url + pagina:<32} {que}")
        self.stdout.write("\nCuentas:\n\n")
        for usuario in Usuario.objects.filter(username__in=USUARIOS):
            clave = CLAVE if usuario.check_password(CLAVE) else "(su contraseña ya es otra)"
            self.stdout.write(f"  {usuario.username:<12} {clave:<20} {usuario.get_rol_display()}")
        self.stdout.write(f"\nPara avisar desde otro sistema:\n\n{self.curl(url)}\n")

    def curl(self, url: str) -> str:
        try:
            _publisher, key = issue(PUBLICADOR)
        except ValidationError:  # an earlier run has created it
            return "  La clave se mostró la primera vez; otra: manage.py create_publisher NOMBRE"
        return (
            f"  curl -X POST {url}/notify \\\n"
            f"    -H 'Authorization: Bearer {key}' \\\n"
            "    -H 'Content-Type: application/json' \\\n"
            f"    -d '{json.dumps(AVISO)}'"
        )

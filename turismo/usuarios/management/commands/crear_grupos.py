"""Create the groups of the staff, after installing and after each release: `manage.py crear_grupos`."""

from typing import Any

from django.core.management.base import BaseCommand

from turismo.usuarios.grupos import crear_grupos


class Command(BaseCommand):
    help = "Crea los grupos del personal con sus permisos, o les añade los que les falten. No quita ninguno."

    def handle(self, **options: Any) -> None:
        for nombre, grupo in crear_grupos().items():
            self.stdout.write(f"{nombre}: {grupo.permissions.count()} permisos.")

"""The accounts, and the groups of the staff."""

from turismo.demo.gente import CLAVE, GRUPO_DE, USUARIOS, VIAJEROS
from turismo.usuarios.grupos import crear_grupos
from turismo.usuarios.models import Usuario


def sembrar_gente() -> None:
    grupos = crear_grupos()
    conocidos = set(Usuario.objects.filter(username__in=[*USUARIOS, *VIAJEROS]).values_list("username", flat=True))
    for username in USUARIOS.keys() - conocidos:
        usuario = Usuario.objects.create_user(username, password=CLAVE, **USUARIOS[username])
        if username in GRUPO_DE:
            usuario.groups.add(grupos[GRUPO_DE[username]])
    for username, (nombre, apellido) in VIAJEROS.items():
        if username not in conocidos:
            Usuario.objects.create_user(username, f"{username}@example.com", first_name=nombre, last_name=apellido)

"""Accounts of the demonstration: those to log in with, and travellers."""

from typing import Any

from turismo.usuarios.grupos import GUIAS, OPERACION

# Public, so `manage.py demo` refuses to use it without DEBUG.
CLAVE = "turismo-demo"

USUARIOS: dict[str, dict[str, Any]] = {
    "admin": {
        "email": "admin@example.com",
        "first_name": "Alejandra",
        "last_name": "Ríos",
        "rol": "operador",
        "is_staff": True,
        "is_superuser": True,
    },
    "operador": {
        "email": "operador@example.com",
        "first_name": "Bruno",
        "last_name": "Salas",
        "rol": "operador",
        "is_staff": True,
    },
    "guia": {
        "email": "guia@example.com",
        "first_name": "Nilda",
        "last_name": "Quispe",
        "rol": "guia",
        "is_staff": True,
    },
    "turista": {
        "email": "turista@example.com",
        "first_name": "Ana",
        "last_name": "Torres",
        "telefono": "+51987654321",
    },
}

GRUPO_DE = {"operador": OPERACION, "guia": GUIAS}
FICHA_DE = {"guia": "nilda-quispe"}  # the guide of the catalogue that the account belongs to

# They have no password, so no login is possible.
VIAJEROS: dict[str, tuple[str, str]] = {
    "lucia.vargas": ("Lucía", "Vargas"),
    "mateo.okada": ("Mateo", "Okada"),
    "valentina.rossi": ("Valentina", "Rossi"),
    "thiago.almeida": ("Thiago", "Almeida"),
    "camila.duarte": ("Camila", "Duarte"),
    "noah.fischer": ("Noah", "Fischer"),
    "renata.solis": ("Renata", "Solís"),
    "joaquin.ibarra": ("Joaquín", "Ibarra"),
}

from django.apps import AppConfig


class PaginasConfig(AppConfig):
    name = "turismo.paginas"

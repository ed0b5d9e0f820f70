"""How the admin keeps the rules: it says which one stands in the way, and leaves what has been written."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from turismo.reglas import ReglaIncumplida


class ConReglas(admin.ModelAdmin):  # type: ignore[type-arg]
    """A form is checked before it is saved; who is overtaken in between reads why, and nothing is saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ReglaIncumplida as regla:
            self.message_user(request, str(regla), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class SinBorrar(admin.options.BaseModelAdmin):  # type: ignore[type-arg]
    """It is cancelled, and then everybody can see that it was."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SoloLectura(SinBorrar):
    """What has been written stays as it is."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SinAltas(SoloLectura):
    """What happened is written down where it happens, and only read here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

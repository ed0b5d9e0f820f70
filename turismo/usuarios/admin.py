"""Accounts in the admin: Django's pages with the fields of ours."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from .models import Usuario


@admin.register(Usuario)
class UsuarioAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ["username", "first_name", "last_name", "email", "rol", "is_staff", "date_joined"]
    list_filter = ["rol", "is_staff", "is_active", "groups"]
    search_fields = ["username", "first_name", "last_name", "email", "telefono"]
    date_hierarchy = "date_joined"
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Persona"), {"fields": ["first_name", "last_name", "email", "telefono", "idioma", "rol"]}),
        (_("Permisos"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Fechas"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "fields": ["username", "email", "first_name", "rol", "usable_password", "password1", "password2"],
            },
        ),
    ]

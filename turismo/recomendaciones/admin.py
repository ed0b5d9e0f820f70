"""Recommendations in the admin."""

from django.contrib import admin

from .models import Recomendacion


@admin.register(Recomendacion)
class RecomendacionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["tour", "puntaje", "usuario", "creada_en"]
    list_filter = ["puntaje", "tour"]
    list_select_related = ["tour", "usuario"]
    search_fields = ["tour__nombre", "usuario__username", "comentario"]
    autocomplete_fields = ["usuario", "tour"]
    readonly_fields = ["creada_en"]
    date_hierarchy = "creada_en"

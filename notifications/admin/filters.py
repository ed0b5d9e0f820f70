"""What the admin's log can be narrowed to."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from notifications.audiences import Audience
from notifications.events import catalogue
from notifications.models import Address, Notification


class TypeFilter(admin.SimpleListFilter):
    title = gettext_lazy("type")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(name, name) for name in sorted(catalogue)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notification]) -> QuerySet[Notification]:
        return queryset.filter(type=self.value()) if self.value() else queryset


class AudienceFilter(admin.SimpleListFilter):
    title = gettext_lazy("audience")
    parameter_name = "audience"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            (Audience.EVERYONE, gettext_lazy("everyone")),
            (Audience.MEMBERS, gettext_lazy("members")),
            (Audience.STAFF, gettext_lazy("staff")),
            ("user:", gettext_lazy("one person")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notification]) -> QuerySet[Notification]:
        if not (name := self.value()):
            return queryset
        addresses = Address.objects.filter(audience__startswith=name)
        return queryset.filter(seq__in=addresses.values("seq"))

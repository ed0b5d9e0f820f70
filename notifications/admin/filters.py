"""The filters of the log in the admin: by type and by audience."""

from collections.abc import Iterable

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.audiences import Audience
from notifications.events import catalogue
from notifications.models import Address, Notification


class TypeFilter(admin.SimpleListFilter):
    """Offer the types of the catalogue. To list those in the log would need a scan of it."""

    title = gettext_lazy("type")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: object) -> Iterable[tuple[str, str]]:
        return [(name, name) for name in sorted(catalogue)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notification]) -> QuerySet[Notification]:
        return queryset.filter(type=self.value()) if self.value() else queryset


class AudienceFilter(admin.SimpleListFilter):
    """Look the audience up in the index of addresses; only numbered notifications are in it."""

    title = gettext_lazy("audience")
    parameter_name = "audience"

    def lookups(self, request: HttpRequest, model_admin: object) -> Iterable[tuple[str, str]]:
        return [
            (Audience.EVERYONE, _("everyone")),
            (Audience.MEMBERS, _("members")),
            (Audience.STAFF, _("staff")),
            ("user:", _("one person")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notification]) -> QuerySet[Notification]:
        if not (name := self.value()):
            return queryset
        addresses = Address.objects.filter(audience__startswith=name)
        return queryset.filter(seq__in=addresses.values("seq"))

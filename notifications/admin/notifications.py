"""What operators do with notifications: read the log, send by hand, announce again, and hand out keys."""

from typing import Any

import msgspec
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications.models import Notification, Publisher
from notifications.outbox import record
from notifications.publishing.compose import repeat
from notifications.publishing.keys import give_key

from .filters import AudienceFilter, TypeFilter
from .forms import NotificationForm, PublisherForm, hearers

AGAIN = 100  # notifications that may be announced again at once


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The log: what was said was said. Adding to it is sending."""

    list_display = ["message", "type", "audience", "at"]
    list_filter = [TypeFilter, AudienceFilter, "level"]
    search_fields = ["message", "type"]
    date_hierarchy = "at"
    show_full_result_count = False  # counting a long log costs more than the page
    fields = ["message", "type", "audience", "level", "at", "seq", "data_as_json"]
    readonly_fields = ["data_as_json"]
    actions = ["announce_again"]
    change_list_template = "notifications/admin/change_list.html"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("data"))
    def data_as_json(self, row: Notification) -> str:
        return format_html("<pre>{}</pre>", msgspec.json.format(row.data, indent=2))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Two buttons: one shows who would hear, the other sends."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = NotificationForm(request.POST or None)
        is_valid = request.method == "POST" and form.is_valid()
        if is_valid and "_preview" not in request.POST:
            self.send(request, form)
            return redirect("admin:notifications_notification_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Send a notification"),
            "opts": self.opts,
            "form": form,
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self),  # type: ignore[arg-type]  # any form will do
            "hearers": list(hearers(form.draft)) if is_valid else None,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "notifications/admin/send.html", context)

    def send(self, request: HttpRequest, form: NotificationForm) -> None:
        with transaction.atomic():
            [row] = record(form.draft)
            self.log_addition(request, row, [{"added": {}}])
        self.message_user(request, _("Sent: “%(message)s”") % {"message": row.message}, messages.SUCCESS)

    @admin.action(permissions=["add"], description=gettext_lazy("Announce the selected notifications again"))
    def announce_again(self, request: HttpRequest, queryset: QuerySet[Notification]) -> None:
        rows = list(queryset.order_by("id")[: AGAIN + 1])
        if len(rows) > AGAIN:
            sentence = _("Nothing was announced: choose at most %(limit)d notifications.")
            self.message_user(request, sentence % {"limit": AGAIN}, messages.ERROR)
            return
        with transaction.atomic():
            for row in record(*map(repeat, rows)):
                self.log_addition(request, row, _("Announced again."))
        self.message_user(
            request,
            ngettext(
                "%(count)d notification was announced again.",
                "%(count)d notifications were announced again.",
                len(rows),
            )
            % {"count": len(rows)},
            messages.SUCCESS,
        )


@admin.register(Publisher)
class PublisherAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A key is shown when it is made, once. It is revoked rather than deleted, so that its name keeps its meaning."""

    form = PublisherForm
    list_display = ["name", "hint", "types", "may_address", "used_at", "revoked_at"]
    search_fields = ["name", "hint"]
    readonly_fields = ["hint", "created_at", "used_at", "revoked_at"]
    actions = ["revoke"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        known = [] if obj is None else self.readonly_fields
        return [*PublisherForm.Meta.fields, *known]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Publisher, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        key = give_key(obj)
        super().save_model(request, obj, form, change)
        sentence = _("This is the key of {}. Copy it now, nobody can read it again: <code>{}</code>")
        self.message_user(request, format_html(sentence, obj.name, key), messages.WARNING)

    @admin.action(permissions=["change"], description=gettext_lazy("Revoke the keys of the selected publishers"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[Publisher]) -> None:
        with transaction.atomic():
            publishers = list(queryset.filter(revoked_at=None).select_for_update())
            for publisher in publishers:
                publisher.revoked_at = timezone.now()
                publisher.save(update_fields=["revoked_at"])
                self.log_change(request, publisher, _("Key revoked."))
        self.message_user(
            request,
            ngettext("%(count)d key was revoked.", "%(count)d keys were revoked.", len(publishers))
            % {"count": len(publishers)},
            messages.SUCCESS,
        )

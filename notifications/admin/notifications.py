"""The admin of the log: read it, send a notification by hand, announce selected ones again."""

import msgspec
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications.models import Notification
from notifications.outbox import record
from notifications.publishing.compose import repeat

from .filters import AudienceFilter, TypeFilter
from .forms import NotificationForm
from .recipients import recipients

ANNOUNCE_LIMIT = 100  # notifications that one action may announce again


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The log. Its rows are read-only; the page that adds one is the form that sends a notification."""

    list_display = ["message", "type", "audience", "at"]
    list_filter = [TypeFilter, AudienceFilter, "level"]
    search_fields = ["message", "type"]
    date_hierarchy = "at"
    show_full_result_count = False  # counting a long log costs more than the page
    fields = ["message", "type", "audience", "level", "at", "seq", "data_as_json"]
    readonly_fields = ["data_as_json"]
    actions = ["announce_again"]
    change_list_template = "notifications/admin/change_list.html"

    def has_change_permission(self, request: HttpRequest, obj: Notification | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notification | None = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("data"))
    def data_as_json(self, row: Notification) -> str:
        return format_html("<pre>{}</pre>", msgspec.json.format(row.data, indent=2))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Send the notification of the form, or, with the button `_preview`, only list its recipients."""
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
            "recipients": list(recipients(form.draft)) if is_valid else None,
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
        rows = list(queryset.order_by("id")[: ANNOUNCE_LIMIT + 1])
        if len(rows) > ANNOUNCE_LIMIT:
            sentence = _("Nothing was announced: choose at most %(limit)d notifications.")
            self.message_user(request, sentence % {"limit": ANNOUNCE_LIMIT}, messages.ERROR)
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

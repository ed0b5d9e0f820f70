"""The admin of publishers: create a key, show it once, revoke it."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from notifications.models import Publisher
from notifications.publishing.keys import give_key

from .forms import PublisherForm


@admin.register(Publisher)
class PublisherAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A new key is shown once. A key is revoked, not deleted, so that no other publisher can take its name."""

    form = PublisherForm
    list_display = ["name", "hint", "types", "may_address", "used_at", "revoked_at"]
    search_fields = ["name", "hint"]
    readonly_fields = ["hint", "created_at", "used_at", "revoked_at"]
    actions = ["revoke"]

    def get_fields(self, request: HttpRequest, obj: Publisher | None = None) -> tuple[str, ...]:
        known = () if obj is None else self.readonly_fields
        return (*PublisherForm.Meta.fields, *known)

    def has_delete_permission(self, request: HttpRequest, obj: Publisher | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Publisher, form: PublisherForm, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        key = give_key(obj)
        super().save_model(request, obj, form, change)
        sentence = _("This is the key of {}. Copy it now: it is shown only once. <code>{}</code>")
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

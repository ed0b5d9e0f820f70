"""The admin's forms: send a notification by hand, and describe a publisher."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from notifications.audiences import Audience
from notifications.drafts import MESSAGE_LENGTH, Draft, InvalidDraft
from notifications.events import Level, catalogue
from notifications.models import Publisher
from notifications.publishing.compose import compose
from notifications.publishing.keys import scope
from notifications.publishing.parsers import decode

PERSON = "person"


class SuggestingInput(forms.TextInput):
    """A text input that knows the types of the catalogue and takes any other as well."""

    template_name = "notifications/admin/suggesting_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{name}_suggestions"})
        context["suggestions"] = {cls.type: (cls.__doc__ or "").partition("\n")[0] for cls in catalogue.values()}
        return context


class NotificationForm(forms.Form):
    """When it is valid, `draft` is what it asks for."""

    type = forms.CharField(label=_("Type"), max_length=64, widget=SuggestingInput(attrs={"class": "vTextField"}))
    message = forms.CharField(
        label=_("Message"), max_length=MESSAGE_LENGTH, widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"})
    )
    audience = forms.ChoiceField(
        label=_("Audience"),
        required=False,
        choices=[
            ("", _("as its type has it; everyone, if the type is not in the catalogue")),
            (Audience.EVERYONE, _("everyone who is connected")),
            (Audience.MEMBERS, _("everyone who is logged in")),
            (Audience.STAFF, _("the staff")),
            (PERSON, _("one person")),
        ],
    )
    person = forms.CharField(label=_("Person"), required=False, help_text=_("The user name of the one person."))
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("as its type has it")), *Level.choices])
    data = forms.CharField(  # type: ignore[assignment]  # Django takes it away from the class
        label=_("Data"),
        required=False,
        initial="{}",
        help_text=_("A JSON object, for programs."),
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
    )

    draft: Draft

    def clean_data(self) -> Any:
        try:
            return decode(self.cleaned_data["data"].encode() or b"{}")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_person(self) -> str | None:
        """The audience of that person."""
        if self.cleaned_data.get("audience") != PERSON:
            return None
        users = get_user_model()._default_manager
        try:
            return Audience.user(users.get_by_natural_key(self.cleaned_data["person"]).pk)
        except get_user_model().DoesNotExist as error:
            raise forms.ValidationError(_("Nobody has this user name.")) from error

    def clean(self) -> None:
        if self.errors:
            return
        said = self.cleaned_data
        try:
            self.draft = compose(
                said["type"],
                said["message"],
                said["data"],
                audience=said["person"] or said["audience"] or None,
                level=said["level"] or None,
            )
        except InvalidDraft as refused:
            for field, why in refused.errors.items():
                self.add_error(field, why)


class PublisherForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Publisher
        fields = ["name", "types", "may_address"]
        widgets = {"types": forms.TextInput({"class": "vTextField"})}

    def clean_types(self) -> str:
        return scope(self.cleaned_data["types"].split())


def hearers(draft: Draft) -> Iterator[str]:
    """For the one who is about to send it: who would hear, and how many they are."""
    people = get_user_model()._default_manager.filter(is_active=True)
    for audience in sorted(draft.audiences):
        if audience == Audience.EVERYONE:
            yield gettext("Everyone who is connected, strangers too.")
        elif audience == Audience.MEMBERS:
            yield gettext("Everyone who is logged in, of %(people)s.") % {"people": counted(people.count())}
        elif audience == Audience.STAFF:
            yield gettext("The staff: %(people)s.") % {"people": counted(people.filter(is_staff=True).count())}
        else:
            person = person_of(audience)
            yield str(person) if person else gettext("%(audience)s, who is nobody at present.") % {"audience": audience}


def person_of(audience: Audience) -> Any:
    try:
        return get_user_model()._default_manager.filter(pk=audience.removeprefix("user:"), is_active=True).first()
    except (ValueError, forms.ValidationError):
        return None  # no user has a key of that kind


def counted(people: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", people) % {"count": people}

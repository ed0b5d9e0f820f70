"""The forms of the admin: send a notification by hand, and describe a publisher."""

from django import forms
from django.contrib.auth import get_user_model
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
    """A text input that suggests the types of the catalogue and accepts any other text."""

    template_name = "notifications/admin/suggesting_input.html"

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, {**(attrs or {}), "list": f"{name}_suggestions"})
        context["suggestions"] = {cls.type: (cls.__doc__ or "").partition("\n")[0] for cls in catalogue.values()}
        return context


class NotificationForm(forms.Form):
    """Build a draft from the fields of the page. `draft` is set once `is_valid()` has returned true."""

    type = forms.CharField(label=_("Type"), max_length=64, widget=SuggestingInput(attrs={"class": "vTextField"}))
    message = forms.CharField(
        label=_("Message"), max_length=MESSAGE_LENGTH, widget=forms.Textarea({"rows": 2, "class": "vLargeTextField"})
    )
    audience = forms.ChoiceField(
        label=_("Audience"),
        required=False,
        choices=[
            ("", _("the audience of the type; everyone, if the type is not in the catalogue")),
            (Audience.EVERYONE, _("everyone who is connected")),
            (Audience.MEMBERS, _("everyone who is logged in")),
            (Audience.STAFF, _("the staff")),
            (PERSON, _("one person")),
        ],
    )
    person = forms.CharField(label=_("Person"), required=False, help_text=_("The user name of the one person."))
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("the level of the type")), *Level.choices]
    )
    data = forms.CharField(  # type: ignore[assignment]  # a field, which the metaclass removes from the class
        label=_("Data"),
        required=False,
        initial="{}",
        help_text=_("A JSON object, for programs."),
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
    )

    draft: Draft

    def clean_data(self) -> object:
        try:
            return decode(self.cleaned_data["data"].encode() or b"{}")
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_person(self) -> str | None:
        """Replace the user name by the audience of that user; None where the audience is not one person."""
        if self.cleaned_data.get("audience") != PERSON:
            return None
        users = get_user_model()._default_manager
        try:
            return Audience.user(users.get_by_natural_key(self.cleaned_data["person"]).pk)
        except get_user_model().DoesNotExist as error:
            raise forms.ValidationError(_("No user has this name.")) from error

    def clean(self) -> None:
        if self.errors:
            return
        values = self.cleaned_data
        try:
            self.draft = compose(
                values["type"],
                values["message"],
                values["data"],
                audience=values["person"] or values["audience"] or None,
                level=values["level"] or None,
            )
        except InvalidDraft as error:
            for field, reasons in error.errors.items():
                self.add_error(field, reasons)


class PublisherForm(forms.ModelForm):  # type: ignore[type-arg]
    """The fields of a publisher that an operator may edit."""

    class Meta:
        model = Publisher
        fields = ["name", "types", "may_address"]
        widgets = {"types": forms.TextInput({"class": "vTextField"})}

    def clean_types(self) -> str:
        return scope(self.cleaned_data["types"].split())

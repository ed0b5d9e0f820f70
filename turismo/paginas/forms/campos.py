"""The base of all forms: labels, and the focus on the first error."""

from typing import Any

from django import forms


class Formulario(forms.BaseForm):
    """Mixed into a form: no colons after labels, and autofocus on the first field in error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        super().full_clean()
        con_error = next((nombre for nombre in self.fields if nombre in self.errors), None)
        if con_error:
            self.fields[con_error].widget.attrs["autofocus"] = True

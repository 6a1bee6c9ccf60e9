"""Questions that take one answer."""

from typing import Any

from django import forms

from curriculum.forms.questions import Shown, choices_of, ids_at


class OneChoiceField(forms.ChoiceField):
    """Radios; the cleaned value is the id of the one option in a list."""

    def __init__(self, options: Shown, **kwargs: Any) -> None:
        self.options = options
        super().__init__(choices=choices_of(options), widget=forms.RadioSelect, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return ids_at([super().clean(value)], self.options)


def make_field(options: Shown, **told: Any) -> forms.Field:
    """Radios."""
    return OneChoiceField(options, **told)

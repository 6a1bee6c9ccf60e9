"""Questions that take any number of answers."""

from typing import Any

from django import forms

from curriculum.forms.questions import Shown, choices_of, ids_at


class SeveralChoicesField(forms.MultipleChoiceField):
    """Checkboxes; the cleaned value is the list of the chosen options' ids."""

    def __init__(self, options: Shown, **kwargs: Any) -> None:
        self.options = options
        choices = choices_of(options)
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> list[str]:
        return ids_at(super().clean(value), self.options)


def make_field(options: Shown, **told: Any) -> forms.Field:
    """Checkboxes."""
    return SeveralChoicesField(options, **told)

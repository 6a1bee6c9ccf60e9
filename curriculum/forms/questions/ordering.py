"""Steps to put in order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from curriculum.forms.questions import Shown


class OrderingWidget(forms.MultiWidget):
    """A select for the place of each step. Works without scripts and by keyboard."""

    template_name = "curriculum/questions/ordering_widget.html"
    use_fieldset = True

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = list(steps)
        places = [("", _("Place")), *((str(n), str(n)) for n in range(1, len(steps) + 1))]
        select = {"class": "nhsuk-select"}
        super().__init__([forms.Select(attrs=select, choices=places) for _ in steps])

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for step, subwidget in zip(self.steps, context["widget"]["subwidgets"], strict=True):
            subwidget["label"] = step
        return context

    def decompress(self, value: Any) -> list[Any]:
        return [None] * len(self.steps)


class OrderingField(forms.Field):
    """Steps to put in order; the cleaned value is the list of their ids in the person's order."""

    widget: OrderingWidget  # type: ignore[assignment]

    def __init__(self, options: Shown, **kwargs: Any) -> None:
        self.options = options
        super().__init__(widget=OrderingWidget([option["text"] for option in options]), **kwargs)

    def to_python(self, value: Any) -> list[int]:
        """The chosen places, in the order of the page."""
        given = list(value or [])
        if not any(given):
            return []
        if not all(place in self._places() for place in given):
            raise forms.ValidationError(_("Give every step a place."))
        return [int(place) for place in given]

    def validate(self, value: list[int]) -> None:
        super().validate(value)
        for place in range(1, len(self.options) + 1):
            if value.count(place) > 1:
                raise forms.ValidationError(
                    _("More than one step has place %(place)s. Give each step a place of its own.")
                    % {"place": place}
                )

    def clean(self, value: Any) -> list[str]:
        places = super().clean(value)
        placed = sorted(zip(places, self.options, strict=True), key=lambda pair: pair[0])
        return [option["id"] for _place, option in placed]

    def _places(self) -> set[str]:
        return {str(place) for place in range(1, len(self.options) + 1)}


def make_field(options: Shown, **told: Any) -> forms.Field:
    """A select for the place of each step."""
    return OrderingField(options, **told)

"""The knowledge check as a form, built from the questions of the edition that is shown.

Questions, options and steps are known to the browser by their place on the page alone: the edition's own ids, which
option is right and all feedback stay on the server.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from curriculum.enums import QuestionKind
from curriculum.models import Edition
from curriculum.rules.shuffling import shuffled
from portal.accounts.models import Person

Option = Mapping[str, Any]


class OrderingWidget(forms.MultiWidget):
    """For each step a select with its place; works without scripts and by keyboard."""

    template_name = "curriculum/widgets/ordering.html"
    use_fieldset = True

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = list(steps)
        places = [("", "Place"), *((str(n), str(n)) for n in range(1, len(steps) + 1))]
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
    """Steps to put in order; its value is the list of the options in the order that the person gave them."""

    widget: OrderingWidget  # type: ignore[assignment]

    def __init__(self, options: Sequence[Option], **kwargs: Any) -> None:
        self.options = options
        super().__init__(widget=OrderingWidget([option["text"] for option in options]), **kwargs)

    def to_python(self, value: Any) -> list[int]:
        """The chosen places, in the order of the page."""
        given = list(value or [])
        if not any(given):
            return []
        if not all(place in self._places() for place in given):
            raise forms.ValidationError("Give every step a place.")
        return [int(place) for place in given]

    def validate(self, value: list[int]) -> None:
        super().validate(value)
        for place in range(1, len(self.options) + 1):
            if value.count(place) > 1:
                raise forms.ValidationError(
                    f"More than one step has place {place}. Give each step a place of its own."
                )

    def clean(self, value: Any) -> list[Option]:
        places = super().clean(value)
        return [
            option
            for _, option in sorted(
                zip(places, self.options, strict=True), key=lambda placed: placed[0]
            )
        ]

    def _places(self) -> set[str]:
        return {str(place) for place in range(1, len(self.options) + 1)}


class CheckForm(forms.Form):
    """All questions of an edition's check; `answers()` is what `submit_attempt` takes."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Something is missing from this page. Open the check again."
        ),
    )

    def __init__(self, edition: Edition, person: Person, data: Any = None) -> None:
        super().__init__(data, initial={"edition": edition.pk, "token": uuid.uuid4()})
        self.shown = edition
        self.questions = list(edition.questions)
        self._shown: dict[str, list[Option]] = {}
        for number, question in enumerate(self.questions, 1):
            options = list(question["options"])
            # People expect “True” before “False”; anywhere else a place would tell something.
            if question["kind"] != QuestionKind.TRUE_FALSE:
                options = shuffled(options, f"{person.pk}:{edition.pk}")
            self._shown[f"q{number}"] = options
            self.fields[f"q{number}"] = _field(number, question, options)

    def answers(self) -> dict[str, list[str]]:
        """{question id: option ids}, of a valid form."""
        return {
            question["id"]: self._chosen(f"q{number}")
            for number, question in enumerate(self.questions, 1)
        }

    def _chosen(self, name: str) -> list[str]:
        value = self.cleaned_data[name]
        if isinstance(self.fields[name], OrderingField):
            return [option["id"] for option in value]
        places = value if isinstance(value, list) else [value]
        return [self._shown[name][int(place) - 1]["id"] for place in places]


def _field(number: int, question: Mapping[str, Any], options: Sequence[Option]) -> forms.Field:
    told: dict[str, Any] = {
        "label": f"{number}. {question['text']}",
        "help_text": question.get("hint") or _hint(question["kind"]),
        "error_messages": dict.fromkeys(
            ("required", "invalid_choice", "invalid_list"), f"Answer question {number}."
        ),
    }
    if question["kind"] == QuestionKind.ORDERING:
        return OrderingField(options, **told)
    choices = [(str(place), option["text"]) for place, option in enumerate(options, 1)]
    if question["kind"] == QuestionKind.MULTIPLE:
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **told
        )
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)


def _hint(kind: str) -> str:
    return {
        QuestionKind.MULTIPLE: "Choose all that apply.",
        QuestionKind.ORDERING: "Give every step its place.",
    }.get(QuestionKind(kind), "")

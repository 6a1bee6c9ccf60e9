"""The knowledge check as a form, built from the questions of the edition that is shown."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as marked

from curriculum.forms.questions import Shown, question_fields
from curriculum.models import Edition
from curriculum.phrases.questions import hint
from curriculum.rules.parts.check import questions_of
from curriculum.rules.questions import question_kinds
from curriculum.rules.shuffling import shuffled
from portal.accounts.models import Person


class CheckForm(forms.Form):
    """All questions of an edition's check; `answers()` is what `submit_attempt` takes."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            marked("Something is missing from this page. Open the check again."),
        ),
    )

    def __init__(self, edition: Edition, person: Person, data: Any = None) -> None:
        super().__init__(data, initial={"edition": edition.pk, "token": uuid.uuid4()})
        self.shown = edition
        self.questions = list(questions_of(edition.parts))
        for number, question in enumerate(self.questions, 1):
            options = list(question["options"])
            if question_kinds()[question["kind"]].is_shuffled:
                options = shuffled(options, f"{person.pk}:{edition.pk}")
            self.fields[f"q{number}"] = _field(number, question, options)

    def answers(self) -> dict[str, list[str]]:
        """{question id: option ids, or what was typed}. Requires a valid form."""
        return {
            question["id"]: self.cleaned_data[f"q{number}"]
            for number, question in enumerate(self.questions, 1)
        }


def _field(number: int, question: Mapping[str, Any], options: Shown) -> forms.Field:
    kind = question["kind"]
    unanswered = _("Answer question %(number)s.") % {"number": number}
    return question_fields()[kind](
        options,
        label=f"{number}. {question['text']}",
        help_text=question.get("hint") or hint(kind),
        error_messages=dict.fromkeys(("required", "invalid_choice", "invalid_list"), unanswered),
    )

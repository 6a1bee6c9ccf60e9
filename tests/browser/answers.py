"""Answers to a knowledge check, as somebody gives them who knows them: from the edition, by the texts on the page."""

from collections.abc import Mapping
from typing import Any

from curriculum.models import Edition
from curriculum.rules.parts.check import questions_of
from tests.browser.hands import Hands


def give_answers(hands: Hands, edition: Edition, *, rightly: bool = True) -> None:
    """Answer every question, all of them rightly or all wrongly."""
    for number, question in enumerate(questions_of(edition.parts), 1):
        group = hands.question(number)
        if question["kind"] == "ordering":
            steps = question["options"] if rightly else question["options"][::-1]
            places = {step["text"]: str(place) for place, step in enumerate(steps, 1)}
            # In the order of the page, as one goes down it.
            for label in group.locator("label").all_inner_texts():
                hands.select(group.get_by_label(label, exact=True), places[label])
        else:
            for text in _chosen(question, rightly):
                hands.choose(group.get_by_label(text, exact=True))


def _chosen(question: Mapping[str, Any], rightly: bool) -> list[str]:
    texts = [option["text"] for option in question["options"] if option["right"] == rightly]
    return texts if rightly else texts[:1]

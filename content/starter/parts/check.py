"""The knowledge check of a starter module."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from content.blocks.questions import question_blocks
from content.starter.streams import stable_id


def stored(text: Mapping[str, Any], seed: str) -> list[dict[str, Any]]:
    """One block with every `question` of the text, in `check_minutes`."""
    value = {
        "minutes": text["check_minutes"],
        "questions": [_question(question, seed) for question in text["question"]],
    }
    return [{"type": "check", "id": stable_id(seed, "check"), "value": value}]


def _question(text: Mapping[str, Any], seed: str) -> dict[str, Any]:
    """Ids come from the texts, never from the order of the answers."""
    ident = partial(stable_id, f"{seed}/{text['text']}", "option")
    common = {"text": text["text"], "hint": text.get("hint", "")}
    return {
        "type": text["kind"],
        "id": stable_id(seed, "question", text["text"]),
        "value": {**common, **question_blocks()[text["kind"]].stored_answers(text, ident)},
    }

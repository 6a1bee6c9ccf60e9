"""How an editor writes the knowledge check: its minutes and its questions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.blocks.parts import PartBlock
from content.blocks.questions import Ident, Located, QuestionBlock, question_blocks


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a knowledge check: one child block for each kind."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__(local_blocks or question_blocks().items(), **options)

    class Meta:
        required = False


class CheckBlock(PartBlock):
    """What completes the module."""

    minutes = blocks.IntegerBlock(required=False, help_text=_("About half a minute a question."))
    questions = QuestionsBlock()

    position = 90
    slug = "check"
    called = "Knowledge check"

    class Meta:
        icon = "list-ol"
        label = _("Knowledge check")
        description = _("The questions that finish the module. A module has one.")
        template = "content/blocks/parts/check.html"
        preview_value = {"minutes": 1, "questions": []}

    def data_of(self, value: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        return {"questions": [_question(block, ident) for block in value["questions"]]}

    def errors(
        self, value: Mapping[str, Any], found: Sequence[Located]
    ) -> dict[str, ValidationError]:
        errors: dict[str, ValidationError] = {}
        inside: dict[int, list[Located]] = defaultdict(list)
        whole: list[ValidationError] = []
        for path, message in found:
            match path:
                case ("questions", int(place), *rest):
                    inside[place].append((tuple(rest), message))
                case ("minutes",):
                    errors["minutes"] = ValidationError(message)
                case _:
                    whole.append(ValidationError(message))
        if inside or whole:
            errors["questions"] = StreamBlockValidationError(
                block_errors={
                    place: _in_question(value["questions"][place].block, problems)
                    for place, problems in inside.items()
                },
                non_block_errors=whole,
            )
        return errors


def _question(block: Any, ident: Ident) -> dict[str, Any]:
    value = block.value
    return {
        "id": ident(block.id),
        "kind": block.block_type,
        "text": value["text"],
        "hint": value["hint"],
        "feedback": value.get("feedback", ""),
        "options": block.block.edition_options(value, partial(ident, block.id)),
    }


def _in_question(block: QuestionBlock, found: Sequence[Located]) -> ValidationError:
    options = [(path[1:], message) for path, message in found if path[0] == "options"]
    fields = block.errors_in_options(options) if options else {}
    whole: list[ValidationError] = []
    for path, message in found:
        if path[0] == "text":
            fields["text"] = ValidationError(message)
        elif path[0] != "options":
            whole.append(ValidationError(message))
    return StructBlockValidationError(block_errors=fields, non_block_errors=whole)


BLOCK = CheckBlock

"""From the rules' problems to errors that the CMS shows at the very field or block."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import Block, StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.blocks.questions import QuestionBlock
from content.phrases.completeness import in_words
from curriculum.rules.completeness import Problem

# A problem's place in an edition → the field of the block in which an editor mends it.
SECTION_FIELDS = {"title": "title", "slug": "title", "minutes": "minutes", "html": "body"}


def at_fields(
    found: Sequence[Problem], values: Mapping[str, Any]
) -> Iterator[tuple[str, ValidationError]]:
    """Each field of the page's form with its error; `values` holds the streams that were checked."""
    streams: dict[str, list[Problem]] = {"sections": [], "questions": []}
    for problem in found:
        field = str(problem.path[0])
        if field in streams and len(problem.path) > 1:
            streams[field].append(problem)
        else:
            yield field, ValidationError(in_words(problem))
    if streams["sections"]:
        yield "sections", _stream(streams["sections"], values["sections"], _in_section)
    if streams["questions"]:
        yield "questions", _stream(streams["questions"], values["questions"], _in_question)


def _stream(found: list[Problem], blocks: Any, inside: Any) -> ValidationError:
    by_block: dict[int, list[Problem]] = {}
    for problem in found:
        by_block.setdefault(int(problem.path[1]), []).append(problem)
    return StreamBlockValidationError(
        block_errors={
            index: inside(problems, blocks[index].block) for index, problems in by_block.items()
        }
    )


def _in_section(found: list[Problem], block: Block) -> ValidationError:
    errors: dict[str, ValidationError] = {}
    for problem in found:
        field = SECTION_FIELDS[str(problem.path[2])]
        error = ValidationError(in_words(problem))
        errors[field] = (
            StreamBlockValidationError(non_block_errors=[error]) if field == "body" else error
        )
    return StructBlockValidationError(block_errors=errors)


def _in_question(found: list[Problem], block: QuestionBlock) -> ValidationError:
    whole: list[ValidationError] = []
    fields: dict[str, ValidationError] = {}
    options = [problem for problem in found if problem.path[2] == "options"]
    for problem in found:
        if problem.path[2] == "text":
            fields["text"] = ValidationError(in_words(problem))
        elif problem.path[2] != "options":
            whole.append(ValidationError(in_words(problem)))
    if options:
        fields |= block.errors_in_options(
            [(problem.path[3:], in_words(problem)) for problem in options]
        )
    return StructBlockValidationError(block_errors=fields, non_block_errors=whole)

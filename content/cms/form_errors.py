"""From the rules' problems to errors that the CMS shows at the very field or block."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

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
            yield field, ValidationError(problem.message)
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
            index: inside(problems, blocks[index].block_type)
            for index, problems in by_block.items()
        }
    )


def _in_section(found: list[Problem], kind: str) -> ValidationError:
    errors: dict[str, ValidationError] = {}
    for problem in found:
        field = SECTION_FIELDS[str(problem.path[2])]
        message = [ValidationError(problem.message)]
        errors[field] = (
            StreamBlockValidationError(non_block_errors=message) if field == "body" else message[0]
        )
    return StructBlockValidationError(block_errors=errors)


def _in_question(found: list[Problem], kind: str) -> ValidationError:
    whole: list[ValidationError] = []
    fields: dict[str, ValidationError] = {}
    options = [problem for problem in found if problem.path[2] == "options"]
    for problem in found:
        if problem.path[2] == "text":
            fields["text"] = ValidationError(problem.message)
        elif problem.path[2] != "options":
            whole.append(ValidationError(problem.message))
    if options:
        if kind == "true_false":
            fields["right"] = ValidationError("Choose whether the statement is true or false.")
        else:
            fields["options"] = _options(options, kind)
    return StructBlockValidationError(block_errors=fields, non_block_errors=whole)


def _options(found: list[Problem], kind: str) -> ValidationError:
    whole = [ValidationError(problem.message) for problem in found if len(problem.path) == 3]
    single = {
        int(problem.path[3]): _option(problem, kind) for problem in found if len(problem.path) > 3
    }
    return ListBlockValidationError(block_errors=single, non_block_errors=whole)


def _option(problem: Problem, kind: str) -> ValidationError:
    error = ValidationError(problem.message)
    return error if kind == "ordering" else StructBlockValidationError({"text": error})

"""From the rules' problems to errors that the CMS shows at the very field or block."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue, StructBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.blocks.questions import Located
from curriculum.phrases.completeness import in_words
from curriculum.rules.problems import Problem


def at_fields(
    found: Sequence[Problem], parts: StreamValue
) -> Iterator[tuple[str, ValidationError]]:
    """Each field of the page's form with its error; `parts` is what was checked."""
    whole: list[ValidationError] = []
    inside: dict[int, list[Located]] = defaultdict(list)
    for problem in found:
        match problem.path:
            case ("parts",):
                whole.append(ValidationError(in_words(problem)))
            case ("parts", int(place), *rest):
                inside[place].append((tuple(rest), in_words(problem)))
            case (field, *_):
                yield str(field), ValidationError(in_words(problem))
    if whole or inside:
        block_errors = {
            place: StructBlockValidationError(
                block_errors=parts[place].block.errors(parts[place].value, problems)
            )
            for place, problems in inside.items()
        }
        yield "parts", StreamBlockValidationError(block_errors, non_block_errors=whole)

"""How an editor writes each kind of question: one module a kind, named like the kind, which defines a `BLOCK`."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from curriculum.rules.kinds import modules_of

# Makes an id from the parts that tell one thing from the others beside it.
Ident = Callable[..., str]
# Where in a question's options a problem is ((2, "text") is the third one's text, () all of them), and its sentence.
Located = tuple[tuple[str | int, ...], str]


class QuestionBlock(blocks.StructBlock):
    """What all kinds share. A kind adds the fields of its answers and says what they mean."""

    text = blocks.TextBlock(rows=2, label=_("Question"))
    hint = blocks.CharBlock(required=False, max_length=200)

    # Where it stands among the kinds that an editor chooses from, the smallest number first.
    position = 100

    class Meta:
        label_format = "{text}"
        template = "content/blocks/question.html"

    def edition_options(self, value: Mapping[str, Any], ident: Ident) -> list[dict[str, Any]]:
        """The options as an edition stores them ({id, text, right, feedback})."""
        raise NotImplementedError

    def stored_answers(self, text: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        """A starter text's answers (`option`, and whatever else the kind knows) as this block stores them."""
        raise NotImplementedError

    def errors_in_options(self, found: Sequence[Located]) -> dict[str, ValidationError]:
        """{field of this block: its error} for what is wrong with the options."""
        raise NotImplementedError

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the options as readers get them; which are right is worth saying only where some are wrong."""
        options = self.edition_options(value, lambda *parts: "")
        told = not all(option["right"] for option in options)
        return super().get_context(value, parent_context) | {"options": options, "told": told}


@cache
def question_blocks() -> Mapping[str, QuestionBlock]:
    """The block of every kind, in the order in which an editor chooses from them."""
    made = {name: module.BLOCK() for name, module in modules_of(__name__, __path__).items()}
    return dict(sorted(made.items(), key=lambda item: (item[1].position, item[0])))


def listed(items: Sequence[tuple[Any, str]]) -> list[dict[str, Any]]:
    """Values with their ids as a ListBlock stores them."""
    return [{"type": "item", "value": value, "id": key} for value, key in items]


def errors_in_list(
    found: Sequence[Located], in_item: Callable[[str], ValidationError]
) -> ValidationError:
    """The error of a ListBlock of options; `in_item` makes one item's error from its sentence."""
    return ListBlockValidationError(
        block_errors={int(place[0]): in_item(message) for place, message in found if place},
        non_block_errors=[ValidationError(message) for place, message in found if not place],
    )


def at_text(message: str) -> ValidationError:
    """The error of an option that is a block with a `text`."""
    return StructBlockValidationError({"text": ValidationError(message)})

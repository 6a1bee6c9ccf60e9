"""How an editor writes each kind of part: one module a kind, named like the kind, which defines a `BLOCK`."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail import blocks

from content.blocks.questions import Ident, Located
from curriculum.rules.kinds import modules_of


class PartBlock(blocks.StructBlock):
    """What all kinds share. A kind adds its fields and says what they mean; it has a `title` or is called one."""

    # Where it stands among the kinds that an editor chooses from, the smallest number first.
    position: ClassVar[int] = 100
    # Its address in the module, where it does not follow from the title; no other part gets it.
    slug: ClassVar[str] = ""
    # What it is called where an editor writes no title.
    called: ClassVar[str] = ""

    def title_of(self, value: Mapping[str, Any]) -> str:
        """The title that readers see."""
        return value.get("title") or self.called

    def data_of(self, value: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        """What the part of an edition holds; `ident` makes an id that tells nothing from ids of blocks."""
        raise NotImplementedError

    def errors(
        self, value: Mapping[str, Any], found: Sequence[Located]
    ) -> dict[str, ValidationError]:
        """{field of this block: its error} for what is wrong with the part."""
        raise NotImplementedError


@cache
def part_blocks() -> Mapping[str, PartBlock]:
    """The block of every kind, in the order in which an editor chooses from them."""
    made = {name: module.BLOCK() for name, module in modules_of(__name__, __path__).items()}
    return dict(sorted(made.items(), key=lambda item: (item[1].position, item[0])))


class PartsBlock(blocks.StreamBlock):
    """The parts of a module in their order: one child block for each kind."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__(local_blocks or part_blocks().items(), **options)

    class Meta:
        required = False

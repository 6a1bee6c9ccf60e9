"""What an edition is made of: a module page's parts, rendered once.

The ids of questions and answers reach the browser before a check is graded, and must tell neither the
order nor what is right: they are hashes of the blocks' own ids, which the editor's order does not change.
"""

import hashlib
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue

from content.blocks.parts import part_blocks
from curriculum.content import ModuleContent, Part


def opaque_id(module: str, *block_ids: str | None) -> str:
    """A stable id for a question or an answer, of 12 hexadecimal digits.

    A block has no id of its own until it is first saved; what is only checked gets one for the moment.
    """
    named = [block_id or str(uuid.uuid4()) for block_id in block_ids]
    return hashlib.sha256(":".join([module, *named]).encode()).hexdigest()[:12]


def edition_content(slug: str, values: Mapping[str, Any]) -> ModuleContent:
    """What an edition says, from the fields of the module page at this address: its parts rendered once."""
    return ModuleContent(
        title=(values["title"] or "").strip(),
        summary=(values["summary"] or "").strip(),
        outcomes=tuple(block.value for block in values["outcomes"]),
        sources=tuple(block.value for block in values["sources"]),
        competences=tuple(block.value for block in values["competences"]),
        minutes=values["minutes"] or 0,
        pass_mark=values["pass_mark"] or 0,
        parts=rendered_parts(slug, values["parts"]),
    )


def rendered_parts(module: str, parts: StreamValue) -> tuple[Part, ...]:
    """The parts as an edition stores them. Twins get the same slug, which is a problem: numbered, they would swap."""
    return tuple(
        Part(
            slug=block.block.slug or _free_slug(block.value["title"] or "section"),
            kind=block.block_type,
            title=block.block.title_of(block.value),
            minutes=block.value["minutes"] or 0,
            data=block.block.data_of(block.value, partial(opaque_id, module)),
        )
        for block in parts
    )


def _free_slug(title: str) -> str:
    slug = slugify(title)[:70] or "section"
    return f"{slug}-2" if slug in {block.slug for block in part_blocks().values()} else slug

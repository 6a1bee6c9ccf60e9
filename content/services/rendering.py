"""What an edition is made of: a module page's text, rendered once, and its questions.

The ids of questions and answers reach the browser before the check is graded, and must tell neither the
order nor what is right: they are hashes of the blocks' own ids, which the editor's order does not change.
"""

import hashlib
import re
import uuid
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.text import slugify
from wagtail.blocks import StreamValue

# The editor's mark on a paragraph, new with each retyping; it says nothing to a reader.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
# A browser shows one space for several, and none beside an element that begins a line of its own. A
# non-breaking space is text.
SPACE = r"[ \t\n\f\r]"
SPACES = re.compile(f"{SPACE}+")
BESIDE_BLOCK = re.compile(
    rf"{SPACE}*(</?(?:p|h[1-6]|ul|ol|li|dl|dt|dd|div|section|figure|figcaption|blockquote|details|summary|hr"
    rf"|table|caption|thead|tbody|tr|th|td)\b[^>]*>){SPACE}*"
)
# The editor writes <b> and <i> for what other tools call <strong> and <em>.
SAME_ELEMENT = re.compile(r"<(/?)(b|i)>")
SAME = {"b": "strong", "i": "em"}


def opaque_id(module: str, *block_ids: str | None) -> str:
    """A stable id for a question or an answer, of 12 hexadecimal digits.

    A block has no id of its own until it is first saved; what is only checked gets one for the moment.
    """
    named = [block_id or str(uuid.uuid4()) for block_id in block_ids]
    return hashlib.sha256(":".join([module, *named]).encode()).hexdigest()[:12]


def edition_content(slug: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition says, from a module page's fields: its text rendered once, its questions with opaque ids."""
    return {
        "title": values["title"],
        "summary": values["summary"],
        "outcomes": [block.value for block in values["outcomes"]],
        "sources": [block.value for block in values["sources"]],
        "competences": [block.value for block in values["competences"]],
        "minutes": values["minutes"],
        "pass_mark": values["pass_mark"],
        "sections": rendered_sections(values["sections"]),
        "questions": graded_questions(slug, values["questions"]),
    }


def rendered_sections(sections: StreamValue) -> list[dict[str, Any]]:
    """The sections as an edition keeps them: slug (once in the module), title, minutes, html."""
    taken: set[str] = set()
    made = []
    for block in sections:
        value = block.value
        made.append(
            {
                "slug": _free_slug(value["title"] or "section", taken),
                "title": value["title"],
                "minutes": value["minutes"],
                "html": normalised(str(value["body"].render_as_block())),
            }
        )
    return made


def normalised(html: str) -> str:
    """The same for everything that a reader sees alike, whoever wrote it: a starter text or the CMS's editor.

    An edition is new, and a section to be read again, only where its words or their form are.
    """
    html = SPACES.sub(" ", BLOCK_KEY.sub("", html))
    html = SAME_ELEMENT.sub(lambda found: f"<{found[1]}{SAME[found[2]]}>", html)
    return BESIDE_BLOCK.sub(r"\1", html).strip()


def _free_slug(title: str, taken: set[str]) -> str:
    base = slugify(title)[:70] or "section"
    slug, number = base, 1
    # "check" is the address of the knowledge check.
    while slug in taken or slug == "check":
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug


def graded_questions(module: str, questions: StreamValue) -> list[dict[str, Any]]:
    """The questions as an edition keeps them (see `curriculum.models.Edition`)."""
    return [_question(module, block) for block in questions]


def _question(module: str, block: Any) -> dict[str, Any]:
    value = block.value
    return {
        "id": opaque_id(module, block.id),
        "kind": block.block_type,
        "text": value["text"],
        "hint": value["hint"],
        "feedback": value.get("feedback", ""),
        "options": block.block.edition_options(value, partial(opaque_id, module, block.id)),
    }

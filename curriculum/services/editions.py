"""Publishing: an immutable edition of a module, or of the expectations."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.content import ModuleContent, content_hash
from curriculum.enums import Change
from curriculum.models import Edition, ExpectationsEdition, Module, PublishedText
from curriculum.phrases.completeness import in_words
from curriculum.rules.completeness import problems
from curriculum.rules.problems import Problem
from curriculum.selectors.courses import has_begun
from curriculum.services.courses import unretire_module
from curriculum.signals import published
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock_all
from portal.common.time import now, today

NOTICE = gettext_lazy(
    "People have begun this course. Choose the day from which it asks for this module."
)


Text = TypeVar("Text", bound=PublishedText)


class Incomplete(Refusal):
    """The module cannot be completed as it is. `problems` names the fields; `message` is about the first."""

    def __init__(self, found: Sequence[Problem], message: str) -> None:
        super().__init__(message, code="incomplete", field=str(found[0].path[0]))
        self.problems = tuple(found)


@dataclass(frozen=True, slots=True)
class Publication:
    """An editor's description of one publication: its kind of change, what changed, and when people must look again."""

    change: str = Change.MATERIAL
    note: str = ""
    due_on: dt.date | None = None


FIRST = Publication()


def publish_edition(
    module: Module | str,
    *,
    content: ModuleContent,
    said: Publication = FIRST,
    by: Person | None,
) -> Edition:
    """Publish a module (or its slug): make its next edition, or return the newest if it says exactly this.

    The first edition is material: the course requires the module from `said.due_on` (default today; required once
    people have begun the course). A retired module comes back, required from that day. Refuses content that cannot
    be completed (`Incomplete`, code `incomplete`), a module that does not exist (`unknown`), a material change
    without a note (`change_note`) or with no date from today on (`due_on`).
    """
    if found := problems(content):
        raise Incomplete(found, in_words(found[0]))
    with recorded(by=by, why="Edition published"):
        locked = _lock(module)
        unretire_module(locked, by=by, asked_from=said.due_on)
        newest = Edition.objects.filter(module=locked).order_by("number").last()
        if newest is None and said.due_on is None and has_begun(locked.course):
            # Nobody becomes unfinished overnight.
            raise Refusal(str(NOTICE), code="due_on", field="due_on")
        fields = {**content.as_json(), "parts": content.parts}
        draft = Edition(module=locked, **fields, content_hash=content.hash)
        return publish_after(newest, draft=draft, said=said, by=by)


def publish_expectations(
    *,
    title: str,
    intro: str,
    items: Sequence[str],
    meaning: str,
    said: Publication = FIRST,
    by: Person | None,
) -> ExpectationsEdition:
    """Publish the expectations: make their next edition, or return the newest if it says exactly this.

    `said` follows the rules of `publish_edition`. Refuses an empty text (`empty`, with the field).
    """
    content = {
        "title": title.strip(),
        "intro": intro.strip(),
        "items": [item.strip() for item in items if item.strip()],
        "meaning": meaning.strip(),
    }
    for field, value in content.items():
        if not value:
            raise Refusal(_("Write something here: it is signed."), code="empty", field=field)
    text = ExpectationsEdition(**content, content_hash=content_hash(content))
    return publish_text(text, said=said, by=by)


def publish_text(text: Text, *, said: Publication = FIRST, by: Person | None) -> Text:
    """Publish a text that exists only once: make its next edition, or return the newest if it says exactly this.

    `text` is an unsaved edition with its text and hash. `said` follows the rules of `publish_edition`. Trusts its
    caller that the text is complete.
    """
    with recorded(by=by, why=f"{text.code.capitalize()} published"):
        # The next is numbered after the newest. The database refuses two first editions at once.
        newest = lock_all(type(text).objects.order_by("-number")).first()
        return publish_after(newest, draft=text, said=said, by=by)


def publish_after(
    newest: Text | None, *, draft: Text, said: Publication, by: Person | None
) -> Text:
    """Save what an unsaved edition of any type holds as the next one, or return the newest if it says exactly this.

    Runs in the caller's transaction, which has locked the editions of this text and checked the content. Refuses a
    material change without a note (`change_note`) or without a date from today on (`due_on`).
    """
    if newest is not None and newest.content_hash == draft.content_hash:
        return newest
    draft.number = newest.number + 1 if newest else 1
    for name, value in _what_changed(newest, said).items():
        setattr(draft, name, value)
    draft.published_at, draft.published_on, draft.published_by = now(), today(), by
    draft.save()
    published.send(type(draft), edition=draft)
    return draft


def _lock(module: Module | str) -> Module:
    """The module's row, locked: editions are numbered one after another."""
    rows = lock_all(Module.objects.select_related("course"))
    slug = module.slug if isinstance(module, Module) else module
    locked = rows.filter(slug=slug).first()
    if locked is None:
        raise Refusal(_("There is no module “%(slug)s”.") % {"slug": slug}, code="unknown")
    return locked


def _what_changed(newest: PublishedText | None, said: Publication) -> dict[str, Any]:
    note = said.note.strip()
    if newest is None:
        due_on = _not_past(said.due_on or today())
        return {"change": Change.MATERIAL, "change_note": "", "due_on": due_on}
    if said.change == Change.MINOR:
        return {"change": Change.MINOR, "change_note": note, "due_on": None}
    if said.change != Change.MATERIAL:
        raise Refusal(
            _("Say whether the change is minor or material."), code="change", field="change"
        )
    if not note:
        raise Refusal(
            _("Say in one sentence what changed: people who must look again read it."),
            code="change_note",
            field="change_note",
        )
    return {"change": Change.MATERIAL, "change_note": note, "due_on": _not_past(said.due_on)}


def _not_past(due_on: dt.date | None) -> dt.date:
    if due_on is None or due_on < today():
        raise Refusal(
            _("Choose the day by which people look again, today or later."),
            code="due_on",
            field="due_on",
        )
    return due_on

"""What an edition holds, as one value; and an edition of before parts, brought over."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from curriculum.content import ModuleContent, Part
from curriculum.models import Edition
from tests.curriculum.courses import QUESTIONS, SECTIONS, content, make_edition, publish

gather_parts = import_module("curriculum.migrations.0006_parts").gather_parts


def test_a_content_is_the_same_after_a_way_through_json():
    whole = content()
    again = ModuleContent.from_json(whole.as_json())
    assert (again, again.hash) == (whole, whole.hash)
    assert [part.kind for part in again.parts] == ["reading", "reading", "check"]


def test_what_is_not_said_is_empty():
    nothing = ModuleContent.from_json({"title": None, "parts": [{}]})
    assert nothing == ModuleContent("", "", (), (), (), 0, 0, (Part("", "", "", 0, {}),))


@pytest.mark.parametrize("name", ["title", "summary", "outcomes", "sources", "competences"])
def test_another_text_has_another_hash(name):
    other = ModuleContent.from_json(
        {**content().as_json(), name: ["x"] if name[-1] == "s" else "x"}
    )
    assert other.hash != content().hash


def test_the_order_of_the_parts_counts():
    said = content().as_json()
    assert ModuleContent.from_json({**said, "parts": said["parts"][::-1]}).hash != content().hash


@pytest.mark.django_db
def test_an_edition_gives_back_what_was_published():
    edition = make_edition()
    stored = Edition.objects.get(pk=edition.pk)
    assert stored.content == content(title=edition.title)
    assert stored.content.hash == stored.content_hash


class OldRows:
    """The rows of one old table, as far as the migration looks at them."""

    def __init__(self, *rows: SimpleNamespace) -> None:
        self.rows = rows

    def get_model(self, *_: str) -> Any:
        return SimpleNamespace(_base_manager=self)

    def all(self) -> tuple[SimpleNamespace, ...]:
        return self.rows

    def filter(self, pk: int) -> Any:
        (row,) = (row for row in self.rows if row.pk == pk)
        return SimpleNamespace(update=row.__dict__.update)


@pytest.mark.django_db
def test_publishing_an_edition_of_before_parts_again_makes_no_new_one():
    edition = make_edition()
    said = edition.content.as_json()
    old = SimpleNamespace(
        **{**said, "parts": None}, pk=1, sections=SECTIONS, questions=QUESTIONS, content_hash="old"
    )
    gather_parts(OldRows(old), None)
    assert (old.parts, old.content_hash) == (said["parts"], edition.content_hash)
    assert publish(edition.module) == edition

"""What pages and revisions said before a module was one stream of parts, brought over."""

import json
from importlib import import_module

import pytest

from content.blocks.rendering import edition_content
from content.models import ModulePage
from content.models.training import SAID
from tests.content.pages import make_course_page, make_module_page

with_parts = import_module("content.migrations.0006_module_parts").with_parts

pytestmark = pytest.mark.django_db


def test_a_revision_of_before_parts_says_the_same() -> None:
    page = make_module_page(make_course_page())
    revision = page.latest_revision
    reading, check = (dict(block) for block in json.loads(revision.content["parts"]))
    old = {name: value for name, value in revision.content.items() if name != "parts"}
    old["sections"] = json.dumps([{**reading, "type": "section"}])
    old["questions"] = json.dumps(check["value"]["questions"])
    old["check_minutes"] = check["value"]["minutes"]

    revision.content = with_parts(old)
    assert old.keys() - revision.content.keys() == {"sections", "questions", "check_minutes"}
    again = revision.as_object()
    assert isinstance(again, ModulePage)
    said = [edition_content(p.slug, {n: getattr(p, n) for n in SAID}) for p in (page, again)]
    assert said[0].hash == said[1].hash


def test_a_draft_without_anything_gets_an_empty_check() -> None:
    parts = json.loads(with_parts({"title": "Begun"})["parts"])
    assert [(part["type"], part["value"]) for part in parts] == [
        ("check", {"minutes": None, "questions": []})
    ]

"""A kind of part is added by adding files: `added_part` holds all that the kind "practice" needs."""

import copy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

import content.blocks.parts
import curriculum.rules.parts
import curriculum.views.parts
from content.blocks.parts import PartsBlock, part_blocks
from content.models import ModulePage
from curriculum.models import Bookmark, Edition
from curriculum.rules.parts import part_kinds
from curriculum.selectors.learning import module_state
from curriculum.views.parts import part_pages
from portal.common.roles import Role
from tests.content.pages import (
    GOOD_QUESTION,
    check,
    make_course_page,
    make_module_page,
    posted,
    section,
    stream,
)
from tests.factories import Cast, make_person, sign_in

ADDED = Path(__file__).parent / "added_part"
PACKAGES = {
    "rules": curriculum.rules.parts,
    "views": curriculum.views.parts,
    "blocks": content.blocks.parts,
}
REGISTRIES = (part_kinds, part_pages, part_blocks)
TASK = "Say the limits of confidentiality aloud."


def forget() -> None:
    for registry in REGISTRIES:
        registry.cache_clear()
    for package in PACKAGES.values():
        sys.modules.pop(f"{package.__name__}.practice", None)


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The added files where a kind's files are: on the packages' and the templates' paths."""
    for folder, package in PACKAGES.items():
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(ADDED / folder)])
    forget()
    # The page's field was made when the process began.
    children = ModulePage._meta.get_field("parts").stream_block.child_blocks
    monkeypatch.setitem(children, "practice", PartsBlock().child_blocks["practice"])
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], ADDED / "templates"]
    with override_settings(TEMPLATES=templates):
        yield
    for package in PACKAGES.values():
        monkeypatch.delattr(package, "practice", raising=False)
    monkeypatch.undo()
    forget()


def test_the_kind_is_five_files_and_unknown_without_them() -> None:
    files = [p for p in ADDED.rglob("*") if p.is_file() and p.suffix in {".py", ".html"}]
    assert len(files) == 5
    assert not any("practice" in registry() for registry in REGISTRIES)


def edit(editor: Client, page: ModulePage, *, task: str) -> object:
    tried = ("practice", {"title": "Say the limits", "minutes": "3", "task": task})
    parts = stream([section(), tried, check(GOOD_QUESTION)])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return editor.post(address, posted(parts=parts, minutes="8"))


@pytest.mark.django_db
@pytest.mark.usefixtures("practice")
def test_an_editor_writes_it_and_publishes_what_can_be_done() -> None:
    page = make_module_page(make_course_page(), publish=False)
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    refused = edit(editor, page, task=" ")
    (error,) = refused.context["form"].errors["parts"].as_data()  # type: ignore[attr-defined]
    wanted = {"task": {"messages": ["Write a title."]}}
    assert error.as_json_data() == {"blockErrors": {1: {"blockErrors": wanted}}}

    edit(editor, page, task=TASK)
    edition = Edition.objects.get()
    assert [(part.slug, part.kind, part.minutes) for part in edition.parts] == [
        ("listening", "reading", 4),
        ("say-the-limits", "practice", 3),
        ("check", "check", 1),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("practice")
def test_a_learner_does_it_between_the_section_and_the_check(cast: Cast) -> None:
    edit(sign_in(cast.editor), make_module_page(make_course_page(), publish=False), task=TASK)
    edition = Edition.objects.get()
    client = sign_in(cast.supporter)
    at = "/training/the-conversation/"

    def finish(slug: str) -> str:
        response = client.post(f"{at}{slug}/", {"edition": edition.pk}, follow=True)
        return str(response.request["PATH_INFO"])

    assert finish("listening") == f"{at}say-the-limits/"
    assert TASK in client.get(f"{at}say-the-limits/").content.decode()
    assert "The check is not open yet" in client.get(f"{at}check/").content.decode()
    state = module_state(cast.supporter, "the-conversation")
    assert state is not None
    assert (state.resume_at, state.minutes_left) == ("say-the-limits", 4)

    assert finish("say-the-limits") == f"{at}check/"
    assert Bookmark.objects.get().read == ["listening", "say-the-limits"]
    assert "1 question." in client.get(f"{at}check/").content.decode()

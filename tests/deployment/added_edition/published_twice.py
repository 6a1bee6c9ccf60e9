"""Run by test_added_edition in a copy of the project that has the files of a new type: its page is published twice."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text

from certification.selectors.reach import supporters_to_look_again
from content.blocks.formats import PROSE
from content.models import ProgramIndexPage
from portal.common.models import OutboxMessage
from portal.common.words import day
from tests.clock import TODAY, days
from tests.content.pages import make_site, stream
from tests.curriculum.courses import finish, make_edition
from tests.factories import Cast, sign_in

pytestmark = pytest.mark.django_db
NEW, CHANGED = "There is something new for you to read", "“Our charter” has changed: Peers decide."


def publish(editor: Client, address: str, text: str, **said: str) -> list[str]:
    """Post the editor's form for the charter; what the editor is told."""
    body = stream([("text", rich_text(f"<p>{text}</p>", features=PROSE))])
    asked = {"change": "minor", "change_note": "", "due_on": "", **said}
    data = {"title": "Our charter", "slug": "charter", "body": body, "seo_title": "", **asked}
    posted = nested_form_data({**data, "search_description": ""})
    response = editor.post(address, posted | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors
    return [str(message) for message in get_messages(response.wsgi_request)]


def told() -> list[tuple[str, str, bool, bool]]:
    """Who was emailed since the last look, and which of the two sentences they read."""
    found = [
        (m.recipient, m.subject, NEW in m.body, CHANGED in m.body)
        for m in OutboxMessage.objects.all()
    ]
    OutboxMessage.objects.all().delete()
    return found


def rows() -> list[tuple[Any, ...]]:
    kind = apps.get_model("curriculum", "CharterEdition")
    found = kind.objects.values_list("number", "change", "change_note", "due_on", "html")
    return [(*said, "Peers listen." in html, "Peers decide." in html) for *said, html in found]


def test_a_page_of_the_new_type_is_published_twice(cast: Cast) -> None:
    index = make_site().add_child(instance=ProgramIndexPage(title="About", slug="program"))
    finish(cast.supporter, make_edition())
    OutboxMessage.objects.all().delete()
    editor, reader = sign_in(cast.editor), sign_in(cast.stranger)

    add = reverse("wagtailadmin_pages:add", args=["content", "charterpage", index.pk])
    messages = publish(editor, add, "Peers listen.")
    assert "This is edition 1, the first: 1 supporter must do it before" in " ".join(messages)
    assert told() == [(cast.supporter.email, "The charter changed", True, False)]
    first = (1, "material", "", TODAY, True, False)
    assert rows() == [first]

    edit = reverse("wagtailadmin_pages:edit", args=[Page.objects.get(slug="charter").pk])
    assert "1 supporter" in editor.get(edit).content.decode()
    changes = {"change": "material", "change_note": "Peers decide.", "due_on": str(days(9))}
    messages = publish(editor, edit, "Peers decide.", **changes)
    assert (
        f"This is edition 2, a material change: 1 supporter must look again before {day(days(9))}"
        in " ".join(messages)
    )
    assert told() == [(cast.supporter.email, "The charter changed", False, True)]
    assert rows() == [first, (2, "material", "Peers decide.", days(9), False, True)]
    newest = apps.get_model("curriculum", "CharterEdition").objects.last()
    assert [s.person for s in supporters_to_look_again(newest)] == [cast.supporter]

    page = reader.get("/program/charter/")
    assert page.templates[0].name == "content/program_page.html"
    assert "Peers decide.</p>" in page.content.decode()

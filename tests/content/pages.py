"""Builders of pages: a small tree, and what an editor's form posts."""

from typing import Any

from wagtail.models import Page, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from content.blocks.formats import PROSE
from content.models import CoursePage, HomePage, ModulePage
from content.services.groups import set_up_groups
from content.starter import streams
from content.starter.parts import parts
from curriculum.enums import Change

QUESTION = {
    "kind": "single",
    "text": "What do you say first?",
    "option": [
        {"text": "What happened?", "right": False, "feedback": "That asks for the case."},
        {"text": "How are you?", "right": True, "feedback": "It is about the person."},
    ],
}
SECTION = {
    "title": "Listening",
    "minutes": 4,
    "block": [{"type": "text", "html": "<p>Let the silence work.</p>"}],
}


def make_site() -> HomePage:
    """The home page as the root of the only site, and the groups with their permissions."""
    root = Page.get_first_root_node()
    Page.objects.filter(depth=2).delete()
    root.refresh_from_db()
    home = root.add_child(instance=HomePage(title="Peer Support", slug="home", live=True))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    set_up_groups(home)
    return home


def make_course_page(home: HomePage | None = None) -> CoursePage:
    return (home or make_site()).add_child(
        instance=CoursePage(title="Course", slug="training", course_slug="foundational-education")
    )


def module_fields(**changed: Any) -> dict[str, Any]:
    """The fields of a complete module of five minutes."""
    text = {"section": [SECTION], "check_minutes": 1, "question": [QUESTION]}
    return {
        "title": "The conversation",
        "summary": "How to listen.",
        "minutes": 5,
        "pass_mark": 80,
        "parts": parts(text, "module"),
        **changed,
    }


def make_module_page(
    course_page: CoursePage, slug: str = "the-conversation", *, publish: bool = True, **changed: Any
) -> ModulePage:
    """A module page, published unless told otherwise; as the database has it."""
    page = ModulePage(slug=slug, live=False, **module_fields(**changed))
    course_page.add_child(instance=page)
    revision = page.save_revision(clean=False)
    if publish:
        revision.publish()
    return ModulePage.objects.get(pk=page.pk)


def option(text: str, right: bool = False, feedback: str = "") -> dict[str, Any]:
    return {"text": text, "feedback": feedback, **({"right": "on"} if right else {})}


def items(values: list[Any]) -> dict[str, Any]:
    """A ListBlock as the editor's form posts it: the browser gives every item its id."""
    return stream([("item", value) for value in values])


def stream(blocks: list[tuple[str, Any]]) -> dict[str, Any]:
    """A StreamField as the editor's form posts it; the same blocks have the same ids each time."""
    listed = {
        str(index): {
            "type": kind,
            "value": value,
            "order": str(index),
            "deleted": "",
            "id": streams.stable_id(kind, str(value)),
        }
        for index, (kind, value) in enumerate(blocks)
    }
    return {"count": str(len(blocks)), **listed}


def single(options: list[dict[str, Any]], text: str = "What do you say first?") -> tuple[str, Any]:
    return ("single", {"text": text, "hint": "", "options": items(options)})


GOOD_QUESTION = single([option("What happened?"), option("How are you?", right=True)])


def section(minutes: str = "4", html: str = "<p>Let the silence work.</p>") -> tuple[str, Any]:
    body = stream([("text", rich_text(html, features=PROSE))])
    return ("reading", {"title": "Listening", "minutes": minutes, "body": body})


def check(*questions: tuple[str, Any], minutes: str = "1") -> tuple[str, Any]:
    return ("check", {"minutes": minutes, "questions": stream(list(questions))})


def posted(publish: bool = True, **changed: Any) -> dict[str, str]:
    """What the editor's form posts for a complete module; `publish=False` saves a draft."""
    data = {
        "title": "The conversation",
        "slug": "the-conversation",
        "summary": "How to listen.",
        "minutes": "5",
        "pass_mark": "80",
        "outcomes": stream([]),
        "parts": stream([section(), check(GOOD_QUESTION)]),
        "competences": stream([]),
        "sources": stream([]),
        "prerequisite": "",
        "change": Change.MINOR.value,
        "change_note": "",
        "due_on": "",
        "seo_title": "",
        "search_description": "",
        **changed,
    }
    return nested_form_data(data) | ({"action-publish": "action-publish"} if publish else {})

"""The design system's tags: what they show, and that they escape what they are given."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from portal.common.permissions import UndeclaredPermission
from portal.common.roles import Role
from portal.common.templatetags import ui
from tests.factories import Cast, make_person


def shown(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context).strip()


def words(source: str, **context: object) -> str:
    return " ".join(BeautifulSoup(shown(source, **context), "html.parser").get_text(" ").split())


def test_words_are_those_of_the_words_module() -> None:
    late = dt.datetime(2026, 11, 24, 6, 30, tzinfo=dt.UTC)
    assert shown("{{ x|day }}", x=late) == "November 23, 2026"
    assert shown("{{ x|when }}", x=late) == "Monday, November 23, 2026, 11:30 p.m. MST"
    assert shown("{{ x|stamp }}", x=late) == "November 23, 2026, 11:30 p.m. MST"
    assert shown("{{ x|last_day }}", x=dt.date(2028, 3, 1)) == "February 29, 2028"
    assert shown("{{ 90|duration }}") == "1 hour 30 minutes"


def test_progress_is_told_in_words_and_by_a_bar() -> None:
    page = BeautifulSoup(
        shown('{% progress 3 8 "<strong>{done} of {total}</strong> modules" %}'), "html.parser"
    )
    assert " ".join(page.span.text.split()) == "3 of 8 modules"
    assert (page.progress["value"], page.progress["max"]) == ("3", "8")
    assert page.progress["aria-label"] == "3 of 8 modules"


def test_everything_given_is_escaped_unless_it_vouches_for_itself() -> None:
    evil = "<script>alert(1)</script>"
    for source in (
        "{% tag x %}",
        '{% back_link "/" x %}',
        "{% submit x %}",
        '{% care_card "urgent" x %}{{ x }}{% end_care_card %}',
        "{% empty x %}{{ x }}{% end_empty %}",
        "{% task x x %}",
        "{% summary_row x x %}",
        "{{ x|safe_html }}",
    ):
        assert "<script>" not in shown(source, x=evil)
    assert shown("{{ x|safe_html }}", x=mark_safe("<p>Rich</p>")) == "<p>Rich</p>"


def test_a_list_item_links_only_where_there_is_something_to_open() -> None:
    open_item = BeautifulSoup(shown('{% task "Training" "Next" "blue" url="/t/" %}'), "html.parser")
    assert (open_item.a["href"], open_item.strong.text) == ("/t/", "Next")
    assert open_item.find(id=open_item.a["aria-describedby"]).text.strip() == "Next"
    assert BeautifulSoup(shown('{% task "Training" "Done" %}'), "html.parser").a is None


def test_pages_of_a_list_keep_the_rest_of_the_query() -> None:
    request = RequestFactory().get("/", {"campus": "anschutz", "page": "2"})
    page = Paginator(range(30), 10).page(2)
    html = shown("{% pagination page %}", request=request, page=page)
    links = [a["href"] for a in BeautifulSoup(html, "html.parser").select("a")]
    assert links == ["?campus=anschutz&page=1", "?campus=anschutz&page=3"]
    assert "Page 2 of 3" in html
    one = Paginator(range(3), 10).page(1)
    assert shown("{% pagination page %}", request=request, page=one) == ""


def test_the_second_list_of_a_page_has_pages_of_its_own() -> None:
    request = RequestFactory().get("/", {"coming": "1", "page": "2"})
    page = Paginator(range(30), 10).page(1)
    html = shown('{% pagination page "coming" "Of what comes" %}', request=request, page=page)
    nav = BeautifulSoup(html, "html.parser").nav
    assert nav["aria-label"] == "Of what comes"
    assert [a["href"] for a in nav.select("a")] == ["?page=2&coming=2"]


@pytest.mark.django_db
def test_can_asks_the_access_table() -> None:
    source = '{% can "program.oversee" as may %}{{ may }}'
    request = RequestFactory().get("/")
    for person, may in (
        (AnonymousUser(), "False"),
        (make_person(), "False"),
        (make_person(roles=[Role.COORDINATOR]), "True"),
    ):
        request.user = person
        assert shown(source, request=request) == may
    assert shown(source) == "False"
    with pytest.raises(UndeclaredPermission):
        shown('{% can "program.overseee" %}', request=request)


BLOCKS = [
    ("do_list", {"heading": "Do", "items": ["sit down"]}, "Do sit down"),
    ("dont_list", {"heading": "Don’t", "items": ["take notes"]}, "Don’t don’t take notes"),
    ("say", {"heading": "Words", "phrases": ["How are you?"]}, "Words “How are you?”"),
    ("steps", {"items": [{"title": "Open", "text": "Say who."}]}, "Open Say who."),
    ("inset", {"html": mark_safe("<p>One point.</p>")}, "Key point: One point."),
    ("callout", {"heading": "Stop", "html": mark_safe("<p>Now.</p>")}, "Important: Stop Now."),
    ("details", {"summary": "More", "html": mark_safe("<p>Depth.</p>")}, "More Depth."),
    (
        "care_card",
        {"level": "immediate", "heading": "Call", "html": mark_safe("<p>988</p>")},
        "Now: Call 988",
    ),
    (
        "dialogue",
        {"setting": "A stairwell.", "turns": [{"speaker": "You", "words": "Shall we sit?"}]},
        "A stairwell. You Shall we sit?",
    ),
    (
        "scenario",
        {
            "title": "The fourth",
            "situation": mark_safe("<p>It is late.</p>"),
            "questions": ["And now?"],
            "discussion": mark_safe("<p>Hand over.</p>"),
        },
        "Think it through The fourth It is late. And now? One way to see it Hand over.",
    ),
    (
        "table",
        {"caption": "Stages", "header": ["Stage", "Help"], "rows": [["Chaos", "Stay"]]},
        "Stages Stage Help Stage Chaos Help Stay",
    ),
]


@pytest.mark.parametrize(("name", "value", "text"), BLOCKS, ids=[name for name, *_ in BLOCKS])
def test_the_pieces_of_a_lesson_say_what_they_are_given(name: str, value: dict, text: str) -> None:
    assert words(f'{{% include "components/{name}.html" %}}', value=value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 988.", 'Call <a href="tel:988">988</a>.'),
        (
            "844-CO-4-KIDS, 844-264-5437",
            '844-CO-4-KIDS, <a href="tel:844-264-5437">844-264-5437</a>',
        ),
        ("1-888-409-0141", '<a href="tel:1-888-409-0141">1-888-409-0141</a>'),
        ("<b>911</b> & more", '&lt;b&gt;<a href="tel:911">911</a>&lt;/b&gt; &amp; more'),
        ("Within 24 hours, room 9110, 12-30-125", "Within 24 hours, room 9110, 12-30-125"),
    ],
)
def test_numbers_that_can_be_called_can_be_tapped(text: str, shown: str) -> None:
    assert ui.callable_numbers(text) == shown


def test_who_speaks_second_in_a_dialogue_stands_on_the_other_side() -> None:
    turns = [{"speaker": s, "words": "…"} for s in ("You", "Colleague", "You")]
    html = shown('{% include "components/dialogue.html" %}', value={"turns": turns})
    sides = ["app-turn--other" in li["class"] for li in BeautifulSoup(html, "html.parser")("li")]
    assert sides == [False, True, False]


@pytest.mark.django_db
def test_the_title_tells_of_an_error_and_of_the_program(client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.ROOT_URLCONF = "tests.common.pages"
    titles = [
        BeautifulSoup(answer.content, "html.parser").title.text
        for answer in (
            client.get("/form/"),
            client.post("/form/", {}),
            client.post("/form/", {"name": "x"}),
        )
    ]
    assert titles == [
        "Peer Support – Peer Support",
        "Error: Peer Support – Peer Support",
        "Peer Support – Peer Support",
    ]


def test_the_cast_is_named_in_the_menu(cast: Cast, client) -> None:  # type: ignore[no-untyped-def]
    client.force_login(cast.supporter, backend="django.contrib.auth.backends.ModelBackend")
    page = BeautifulSoup(client.get("/accounts/logout/").content, "html.parser")
    account = page.select_one('nav[aria-label="Account"]')
    assert account.select_one(".app-menu__person").text == str(cast.supporter)
    assert account.form["action"] == "/accounts/logout/"

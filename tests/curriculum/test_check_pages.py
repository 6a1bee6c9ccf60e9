"""The knowledge check as a browser meets it."""

import re
import uuid

import pytest

from curriculum.models import Attempt, Completion
from curriculum.rules.parts.check import questions_of
from curriculum.rules.shuffling import shuffled
from tests.clock import TODAY, days
from tests.curriculum.courses import (
    ORDERING,
    attempt,
    finish,
    make_edition,
    make_module,
    mark_read,
    material,
    minor,
    publish,
    read_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast):
    edition = make_edition("why")
    read_all(cast.supporter, edition)
    return edition


@pytest.fixture
def client(cast, as_person):
    return as_person(cast.supporter)


def page(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def right_answers(edition, person) -> dict[str, object]:
    """What a person sends who answers everything rightly: options and steps by their place on the page."""
    right = [option["id"] for option in ORDERING["options"]]
    places = {f"q4_{n}": right.index(o["id"]) + 1 for n, o in enumerate(shown(edition, person, 3))}
    return {
        "edition": edition.pk,
        "token": str(uuid.uuid4()),
        "q1": places_of(edition, person, 0, right=True)[0],
        "q2": places_of(edition, person, 1, right=True),
        "q3": "2",
        **places,
    }


def shown(edition, person, number):
    """The options of a question in the order in which this person sees them."""
    return shuffled(questions_of(edition.parts)[number]["options"], f"{person.pk}:{edition.pk}")


def places_of(edition, person, number, *, right):
    options = enumerate(shown(edition, person, number), 1)
    return [str(place) for place, option in options if option["right"] is right]


def test_the_page_asks_and_gives_nothing_away(client, edition):
    text = page(client.get("/training/why/check/"))
    for question in questions_of(edition.parts):
        assert question["text"] in text
        assert question["id"] + '"' not in text
        for secret in [question["feedback"], *(o["feedback"] for o in question["options"])]:
            assert not secret or secret not in text
        for option in question["options"]:
            assert f">{option['text']}</label>" in text.replace("\n", "")
            assert option["id"] not in text
    assert not re.search(r"data-right|correct|checked", text)
    assert re.findall(r'name="(q1|q2|q3)" value="(\d)"', text) == [
        ("q1", "1"),
        ("q1", "2"),
        ("q2", "1"),
        ("q2", "2"),
        ("q2", "3"),
        ("q3", "1"),
        ("q3", "2"),
    ]


def test_steps_stand_in_an_order_of_ones_own_that_stays(client, cast, edition):
    def order(text):
        return re.findall(r'for="id_q4_\d">([^<]+)<', text)

    first = order(page(client.get("/training/why/check/")))
    assert first == [option["text"] for option in shown(edition, cast.supporter, 3)]
    assert order(page(client.get("/training/why/check/"))) == first


def test_passing(client, cast, edition):
    response = client.post("/training/why/check/", right_answers(edition, cast.supporter))
    made = Attempt.objects.get()
    assert response["Location"] == f"/training/why/check/{made.pk}/"
    assert (made.score, made.passed, made.edition) == (100, True, edition)
    text = page(client.get(response["Location"]))
    assert "Well done" in text
    assert "You answered 4 of 4 questions correctly (100%)." in text
    assert "That was the last module." in text
    assert Completion.objects.get().edition == edition


def test_the_next_module_is_one_button_away(client, cast, edition):
    publish(make_module("after", prerequisite=edition.module))
    made = finish(cast.supporter, edition)
    text = page(client.get(f"/training/why/check/{made.pk}/"))
    assert "Go on with “Title of after”" in text
    assert 'href="/training/after/first/"' in text


def test_failing_shows_what_was_wrong_and_nothing_that_is_right(client, cast, edition):
    wrong = places_of(edition, cast.supporter, 0, right=False)[0]
    sent = right_answers(edition, cast.supporter) | {"q1": wrong, "q3": "1"}
    text = page(client.post("/training/why/check/", sent, follow=True))
    assert "Not quite yet" in text
    assert "You answered 2 of 4 questions correctly (50%). The module asks for 75%." in text
    assert "That is the case." in text
    assert "Nothing is written." in text
    for secret in ("How are you?", "The person.", "Nothing at all.", "Doses", "Ask quality."):
        assert secret not in text
    assert 'href="/training/why/check/"' in text
    assert 'href="/training/why/second/"' in text


def test_what_is_unanswered_is_told_and_nothing_is_lost(client, cast, edition):
    sent = right_answers(edition, cast.supporter)
    del sent["q1"], sent["q4_1"]
    text = page(client.post("/training/why/check/", sent))
    assert "<title>Error: Knowledge check" in text
    assert '<a href="#id_q1_0">Answer question 1.</a>' in text
    assert '<a href="#id_q4_0">Give every step a place.</a>' in text
    assert text.count(" checked") == 3
    assert text.count(" selected") == 3
    assert f'value="{sent["token"]}"' in text
    assert not Attempt.objects.exists()


def test_two_steps_at_one_place(client, cast, edition):
    sent = right_answers(edition, cast.supporter) | {"q4_0": 2, "q4_1": 2, "q4_2": 1}
    text = page(client.post("/training/why/check/", sent))
    assert "More than one step has place 2." in text
    assert len(re.findall(r'<option value="2" selected>', text)) == 2
    assert not Attempt.objects.exists()


def test_nothing_at_all(client, edition):
    text = page(
        client.post("/training/why/check/", {"edition": edition.pk, "token": str(uuid.uuid4())})
    )
    for number in (1, 2, 3, 4):
        assert f">Answer question {number}.</a>" in text


@pytest.mark.parametrize(
    "nonsense",
    [
        {"q1": "3"},
        {"q1": "one-person"},
        {"q1": "0"},
        {"q2": ["1", "9"]},
        {"q4_0": "4"},
        {"q4_0": "x"},
        {"token": ""},
        {"token": "not-a-token"},
    ],
)
def test_nonsense_gets_a_clean_error(client, cast, edition, nonsense):
    sent = right_answers(edition, cast.supporter) | nonsense
    assert "There is a problem" in page(client.post("/training/why/check/", sent))
    assert not Attempt.objects.exists()


def test_an_edition_of_another_module_or_of_none(client, cast, edition):
    other = make_edition("other")
    read_all(cast.supporter, other)
    for tampered in (other.pk, 10**17, "x", ""):
        sent = right_answers(edition, cast.supporter) | {"edition": tampered}
        page(client.post("/training/why/check/", sent), 404)
    assert not Attempt.objects.exists()


def test_a_double_submit_is_one_attempt(client, cast, edition):
    sent = right_answers(edition, cast.supporter)
    places = {client.post("/training/why/check/", sent)["Location"] for _ in range(2)}
    assert places == {f"/training/why/check/{Attempt.objects.get().pk}/"}


def test_the_check_is_closed_while_something_is_unread(client, cast):
    edition = make_edition("closed")
    mark_read(cast.supporter, edition=edition, slug="first")
    text = page(client.get("/training/closed/check/"))
    assert "It opens when every section is read." in text
    assert 'href="/training/closed/second/"' in text
    assert questions_of(edition.parts)[0]["text"] not in text
    text = page(client.post("/training/closed/check/", right_answers(edition, cast.supporter)))
    assert "Read “Second” first" in text
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("newer", "words"),
    [
        (lambda module: minor(module), "It counts: the meaning did not change."),
        (lambda module: material(module, days(7)), "It counts until November 30, 2026;"),
        (lambda module: material(module, TODAY), "It does not count any more:"),
    ],
)
def test_a_newer_edition_meanwhile(client, cast, edition, newer, words):
    sent = right_answers(edition, cast.supporter)
    newer(edition.module)
    text = page(client.post("/training/why/check/", sent, follow=True))
    assert Attempt.objects.get().edition == edition
    assert "graded on the edition that you saw" in text
    assert words in text


def test_an_attempt_is_ones_own(client, cast, as_person, edition):
    made = attempt(cast.supporter, edition, one=["one-case"])
    address = f"/training/why/check/{made.pk}/"
    page(client.get(address))
    others = (cast.other_supporter, cast.coordinator, cast.head, cast.facilitator)
    for other in others:
        page(as_person(other).get(address), 404)
    make_edition("other")
    page(client.get(f"/training/other/check/{made.pk}/"), 404)


@pytest.mark.parametrize("questions", [1, 4])
def test_what_pages_cost(client, cast, django_assert_num_queries, questions):
    whole = make_edition("costs")
    edition = minor(whole.module, questions=questions_of(whole.parts)[:questions])
    read_all(cast.supporter, edition)
    with django_assert_num_queries(7):
        page(client.get("/training/costs/check/"))
    made = attempt(cast.supporter, whole, one=["one-case"])
    with django_assert_num_queries(9):
        page(client.get(f"/training/costs/check/{made.pk}/"))

"""The pages of the training: the list, a module, its sections."""

import pytest
from django.urls import reverse

from curriculum.models import Bookmark
from curriculum.services.courses import retire_module
from curriculum.services.learning import mark_read, open_section
from tests.clock import days
from tests.curriculum.courses import (
    RIGHT,
    attempt,
    finish,
    make_edition,
    make_module,
    material,
    publish,
    read_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, as_person):
    return as_person(cast.supporter)


def page(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_an_empty_course_says_so(client):
    assert "The training is being prepared" in page(client.get("/training/"))


def test_the_list_says_what_is_done_and_what_is_left(client, cast):
    done = make_edition("done")
    finish(cast.supporter, done)
    begun = make_edition("begun")
    mark_read(cast.supporter, edition=begun, slug="first")
    make_edition("untouched")
    publish(make_module("later", prerequisite=begun.module))
    text = page(client.get("/training/"))
    assert "<strong>1 of 4</strong> modules done" in text
    assert "About <strong>22 minutes</strong> left" in text
    assert "Finished on November 23, 2026" in text
    assert "About 6 minutes left" in text
    assert "Opens when “Title of begun” is finished." in text
    assert f'href="{reverse("curriculum:part", args=["begun", "second"])}"' in text
    assert "Continue where you stopped" in text


def test_the_list_at_its_beginning_and_at_its_end(client, cast):
    edition = make_edition("only")
    text = page(client.get("/training/"))
    assert "Start the training" in text
    assert 'href="/training/only/first/"' in text
    finish(cast.supporter, edition)
    text = page(client.get("/training/"))
    assert "You finished every module." in text
    assert 'href="/my/"' in text


def test_what_changed_is_to_be_looked_at_by_a_date(client, cast):
    edition = make_edition("changed")
    finish(cast.supporter, edition)
    material(edition.module, days(7))
    text = page(client.get("/training/"))
    assert "Look again before November 30, 2026; until then it counts as done." in text
    assert "<strong>1 of 1</strong> modules done" in text
    text = page(client.get("/training/changed/"))
    assert "The second section is new." in text
    assert "Please look again before November 30, 2026." in text
    assert "Read what changed" in text
    # The first section is unchanged; the second and the check are to be done again.
    assert text.count(">Done</strong>") == 1


def test_a_module_introduces_itself_and_then_resumes(client, cast):
    edition = make_edition("why")
    text = page(client.get("/training/why/"))
    assert "say what a peer can do" in text
    assert "8 minutes in all" in text
    assert 'href="/training/why/first/"' in text
    open_section(cast.supporter, edition=edition, slug="second")
    response = client.get("/training/why/")
    assert (response.status_code, response["Location"]) == (302, "/training/why/second/")
    assert "say what a peer can do" in page(client.get("/training/why/?about"))
    read_all(cast.supporter, edition)
    assert client.get("/training/why/")["Location"] == "/training/why/check/"
    finish(cast.supporter, edition)
    assert "You finished this module on November 23, 2026" in page(client.get("/training/why/"))


def test_a_section_is_read_and_leads_on(client, cast):
    edition = make_edition("why")
    text = page(client.get("/training/why/first/"))
    assert "<p>First text.</p>" in text
    assert "Section 1 of 2 · about 2 minutes" in text
    assert Bookmark.objects.get().stopped_at == "first"
    sent = {"edition": edition.pk}
    assert client.post("/training/why/first/", sent)["Location"] == "/training/why/second/"
    assert client.post("/training/why/first/", sent)["Location"] == "/training/why/second/"
    assert client.post("/training/why/second/", sent)["Location"] == "/training/why/check/"
    assert Bookmark.objects.get().read == ["first", "second"]


def test_who_is_midway_is_told_that_the_text_changed(client, cast):
    edition = make_edition("why")
    mark_read(cast.supporter, edition=edition, slug="first")
    newer = material(edition.module, days(7))
    # The form of the old text still counts for the old text, and leads to the new one.
    response = client.post("/training/why/second/", {"edition": edition.pk})
    assert response["Location"] == "/training/why/"
    assert client.get("/training/why/")["Location"] == "/training/why/second/"
    text = page(client.get("/training/why/second/"))
    assert "The text changed since you were last here" in text
    assert "The second section is new." in text
    assert f'name="edition" value="{newer.pk}"' in text
    assert "The text changed" not in page(client.get("/training/why/second/"))


def test_a_locked_module_says_what_comes_first(client, cast):
    first = make_edition("basis")
    later = publish(make_module("later", prerequisite=first.module))
    text = page(client.get("/training/later/"))
    assert "Finish that one first; then this one opens." in text
    assert 'href="/training/later/first/"' not in text
    for address in ("/training/later/first/", "/training/later/check/"):
        for response in (client.get(address), client.post(address, {"edition": later.pk})):
            assert 'href="/training/basis/"' in page(response, 403)
    assert not Bookmark.objects.filter(edition=later).exists()
    finish(cast.supporter, first)
    assert page(client.get("/training/later/first/"))


def test_what_is_not_there_is_not_found(client, cast):
    edition, other = make_edition("why"), make_edition("other")
    gone = make_edition("gone")
    retire_module(gone.module, by=None)
    make_module("draft")
    for address in (
        "/training/nowhere/",
        "/training/gone/",
        "/training/gone/first/",
        "/training/draft/",
        "/training/draft/check/",
        "/training/why/third/",
        "/training/why/first/second/",
    ):
        page(client.get(address), 404)
    for sent in ("", "nonsense", "-1", "9" * 30, str(other.pk), str(10**17)):
        page(client.post("/training/why/first/", {"edition": sent}), 404)
    page(client.post("/training/why/third/", {"edition": edition.pk}), 404)
    assert not Bookmark.objects.exists()


def test_the_training_is_for_people_with_a_part_in_the_program(cast, as_person):
    make_edition("why")
    for person in (cast.facilitator, cast.head, cast.editor, cast.coordinator):
        page(as_person(person).get("/training/"))
    stranger = as_person(cast.stranger)
    for address in ("/training/", "/training/why/", "/training/why/first/", "/training/why/check/"):
        page(stranger.get(address), 403)


@pytest.mark.parametrize("modules", [1, 3])
def test_what_pages_cost(cast, as_person, django_assert_num_queries, modules):
    client = as_person(cast.supporter)
    editions = [make_edition(f"module-{number}") for number in range(modules)]
    publish(make_module("last", prerequisite=editions[0].module))
    # Session, person, roles; then editions, what was published, completions, bookmarks.
    with django_assert_num_queries(7):
        page(client.get("/training/"))
    with django_assert_num_queries(8):
        page(client.get("/training/last/"))
    page(client.get("/training/module-0/first/"))
    with django_assert_num_queries(8):
        page(client.get("/training/module-0/first/"))


def test_who_finished_a_module_reads_it_again_from_the_beginning(cast, as_person):
    edition = make_edition("why")
    client = as_person(cast.supporter)
    finish(cast.supporter, edition)
    page = client.get("/training/why/").content.decode()
    assert 'href="/training/why/first/">Read it again</a>' in page
    failed = attempt(cast.supporter, edition, truth=["truth-true"], order=RIGHT["order"][::-1])
    page = client.get(f"/training/why/check/{failed.pk}/").content.decode()
    assert "Not quite yet" in page
    assert "it stays finished" in page
    other = attempt(cast.other_supporter, edition, truth=["truth-true"], many=["many-sleep"])
    page = as_person(cast.other_supporter).get(f"/training/why/check/{other.pk}/").content.decode()
    assert ("Not quite yet" in page, "it stays finished" in page) == (True, False)


def test_a_module_promises_outcomes_only_where_it_has_some(client):
    make_edition("some", outcomes=["After this module you can listen."])
    make_edition("none", outcomes=[])
    assert "<h2>What you learn</h2>" in page(client.get("/training/some/"))
    assert "What you learn" not in page(client.get("/training/none/"))

"""/program/: everybody by who must act next, and one person's page."""

import re

import pytest
from django.urls import reverse

from certification.codes import grouped
from certification.enums import Actor
from certification.selectors.program import moved_on, program
from certification.services.certificates import issue_certificate
from certification.services.holds import place_hold
from certification.services.nominations import nominate
from portal.accounts.services import end_access
from portal.common.audit import recorded
from portal.common.documents import DocumentFailed
from portal.common.roles import Role
from portal.sections.services import join_section
from tests import path
from tests.certification import rows
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_section, make_supporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, course):
    person = make_person("Nora Example", section=cast.cardiology)
    return path.accepted(path.nominated(cast.stranger, person), person)


@pytest.fixture
def see(cast, as_person):
    def seen(address="/program/", **query):
        answer = as_person(cast.coordinator).get(address, query)
        assert answer.status_code == 200
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        seen.context = answer.context
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    return seen


def names(see):
    return [line.name.removesuffix(", MD") for line in see.context["lines"]]


def groups(see):
    return {group["label"]: group["count"] for group in see.context["groups"]}


def test_everybody_stands_in_the_group_of_who_must_act(cast, course, nora, see):
    path.attest(nora, cast.head)
    end_access(cast.other_supporter, by=cast.coordinator, why="Left")
    see()
    assert groups(see) == {
        "Everybody": 3,
        "The supporter": 1,
        "A section leader": 0,
        "A facilitator": 0,
        "The coordinator": 1,
        "Nobody": 1,
    }
    # Of those who have waited as long, who came first; who waits for nobody comes last.
    assert names(see) == ["Sam Example", "Nora Example", "Sue Example"]
    for group, found in [
        ("supporter", ["Nora Example"]),
        ("coordinator", ["Sam Example"]),
        ("nobody", ["Sue Example"]),
        ("facilitator", []),
    ]:
        see(group=group)
        assert names(see) == found


def test_a_line_says_what_is_missing_and_since_when_nothing_moved(cast, course, nora, see):
    with at(f"{days(3)}"):
        path.answer(nora.person, course.editions[0])
        page = see(name="nora")
    assert "Nora Example, MD" in page
    assert "Cardiology, Anschutz" in page
    assert "In training" in page
    assert "Training, Live session" in page
    assert "(2 of 8 met)" in page
    assert "Today" in page
    with at(f"{days(10)}"):
        assert "7 days ago" in see(name="nora")


def test_who_waited_longest_comes_first(cast, course, see):
    with at(f"{days(2)}"):
        make_supporter("Ada Example")
    with at(f"{days(5)}"):
        see(group="coordinator")
        assert names(see) == ["Sam Example", "Sue Example", "Ada Example"]


def test_filters_narrow_the_list_and_the_counts(cast, course, nora, see):
    place_hold(nora, since=TODAY, until=None, by=cast.coordinator)
    cases = [
        ({"section": cast.cardiology.slug}, ["Nora Example", "Sam Example"]),
        ({"section": cast.surgery.slug}, ["Sue Example"]),
        ({"section": f"campus:{cast.surgery.campus.slug}"}, ["Sue Example"]),
        ({"standing": "paused"}, ["Nora Example"]),
        ({"name": "SUE"}, ["Sue Example"]),
        ({"name": "sue", "section": cast.cardiology.slug}, []),
        ({"section": "nowhere", "standing": "happy", "group": "everyone"}, 3),
    ]
    for query, found in cases:
        see(**query)
        assert sorted(names(see)) == found if isinstance(found, list) else len(names(see)) == found
        assert groups(see)["Everybody"] == len(names(see))


def test_nobody_found_offers_everybody(cast, course, see):
    assert "Nobody found" in see(name="zoe")


def test_nobody_at_all_says_how_people_come(as_person):
    path.run_program()
    client = as_person(make_person(roles=[Role.COORDINATOR]))
    assert "Nobody is here" in client.get("/program/").content.decode()


def test_twenty_five_on_a_page(cast, course, see):
    for number in range(26):
        rows.supporter(rows.person(f"Many {number:02}"))
    assert "Page 1 of 2" in see()
    assert len(names(see)) == 25
    see(page="2")
    assert len(names(see)) == 3


def test_open_nominations_and_who_needs_an_account(cast, course, see):
    nominee = make_person("Noel Example")
    nominate(name=nominee.name, email=nominee.email, by=cast.stranger)
    nominate(name="Nina Newcomer", email="nina@hospital.example", by=cast.stranger)
    page = see()
    # First who waits for the coordinator, though another has waited longer.
    assert page.index("Nina Newcomer") < page.index("Noel Example")
    assert "Nina Newcomer Nominated by Stan Example, MD, November 23, 2026 Open an account" in page
    assert f"{nominee.full_name} Nominated by Stan Example, MD, November 23, 2026 Waits" in page
    path.accepted(nominee.nominations.get(), nominee)
    assert "Waits for an answer" not in see()


def test_without_a_policy_it_says_so(cast, see):
    assert "No policy is in force" in see()


@pytest.mark.parametrize("query", [{}, {"group": "coordinator", "name": "e", "page": "1"}])
def test_statements_stay_the_same_for_one_three_and_sixty(
    query, cast, course, as_person, django_assert_num_queries
):
    client = as_person(cast.coordinator)
    rows.supporter()
    with django_assert_num_queries(10):
        client.get("/program/", query)
    for number in range(2):
        nominate(name="A New Colleague", email=f"new{number}@hospital.example", by=cast.stranger)
        rows.supporter()
    with django_assert_num_queries(10):
        client.get("/program/", query)
    for _ in range(57):
        rows.supporter()
    with django_assert_num_queries(10):
        client.get("/program/", query)


def test_the_selector_counts_what_it_lists(cast, course, nora):
    shown = program(TODAY, {})
    counts = shown.queues.counts
    listed = {actor: len(shown.waiting_on(actor)[:]) for actor in Actor}
    assert listed == counts
    assert sum(counts.values()) == len(shown.waiting_on(None)[:]) == 3


def test_who_moves_while_the_page_is_made_is_listed_all_the_same(cast, course, nora):
    shown = program(TODAY, {})
    join_section(nora.person, section=make_section(), by=None, why="Moved")
    lines = {line.number: line.waits_on for line in shown.waiting_on(None)[:]}
    # Nobody leads the new section, in which nobody was counted.
    assert lines[nora.pk] == Actor.COORDINATOR
    assert len(lines) == 3


def test_the_last_step_is_the_latest_of_everything_recorded(cast, course):
    supporter = rows.supporter(since=0)
    assert moved_on(supporter) == rows.day(0)
    rows.attendance(supporter, rows.session(), 2)
    assert moved_on(supporter) == rows.day(2)
    edition = rows.edition(rows.module(rows.course()), 1, 0)
    rows.completion(supporter, edition, 4)
    assert moved_on(supporter) == rows.day(4)


class TestPerson:
    def test_requirements_holds_and_the_record(self, cast, course, nora, see):
        path.attest(nora, cast.head)
        path.certified(nora, course, cast.facilitator)
        place_hold(nora, since=days(3), until=days(9), by=cast.coordinator)
        page = see(reverse("certification:program_supporter", args=[nora.pk]))
        for text in [
            "Cardiology, Anschutz Nora Example, MD",
            "Awaiting endorsement",
            "Must act next: a section leader",
            "7 of 8 requirements met",
            "Endorsement Not yet.",
            "To come From November 26, 2026, back on December 2, 2026. Placed by Cora Example, MD.",
            "Hal Example, MD signed the statement of good standing.",
            "Nora Example, MD signed the expectations.",
            "In training → Awaiting endorsement",
            "First standing: In training, under policy version 1. Brought about by Nora Example, MD.",
        ]:
            assert text in page
        assert grouped(nora.certificates.get().code) in page

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("Liu 玥", "because the name holds a character that our typeface lacks: 玥. Ask how the name"),
            ("Liu 玥😀玥", "because the name holds characters that our typeface lacks: 玥 😀. Ask how"),
        ],
    )  # fmt: skip
    def test_a_certificate_that_cannot_be_drawn_says_why_and_what_to_do(
        self, cast, course, see, name, told
    ):
        person = make_person(name, section=cast.cardiology)
        supporter = path.accepted(path.nominated(cast.stranger, person), person)
        address = reverse("certification:program_supporter", args=[supporter.pk])
        assert "typeface" not in see(address)
        with pytest.raises(DocumentFailed):
            path.certified(supporter, course, cast.facilitator)
        assert told in see(address)
        assert not supporter.certificates.exists()
        person.name = "Liu Yue"
        with recorded(by=cast.coordinator, why="Asked how the name may be written"):
            person.save()
        assert "typeface" not in see(address)
        assert issue_certificate(supporter) is not None
        assert "Since" in see(address)

    def test_somebody_unknown_is_not_found(self, cast, course, as_person):
        address = reverse("certification:program_supporter", args=[999_999])
        assert as_person(cast.coordinator).get(address).status_code == 404

    def test_without_section_policy_and_record(self, cast, see):
        lone = rows.supporter()
        page = see(reverse("certification:program_supporter", args=[lone.pk]))
        assert "Section not set" in page
        assert "No policy is in force" in page
        assert "There was never a hold." in page
        assert "Nothing is recorded yet" in page

    def test_statements_do_not_grow_with_the_record(
        self, cast, course, nora, as_person, django_assert_num_queries
    ):
        client = as_person(cast.coordinator)
        address = reverse("certification:program_supporter", args=[nora.pk])
        with django_assert_num_queries(14):
            client.get(address)
        path.attest(nora, cast.head)
        for number in range(3):
            place_hold(nora, since=days(number), until=days(number + 1), by=cast.coordinator)
        with django_assert_num_queries(14):
            client.get(address)

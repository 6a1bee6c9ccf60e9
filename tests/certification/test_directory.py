"""/supporters/: who is active today, and nobody else's name."""

import re

import pytest

from certification.models import Supporter
from certification.selectors.directory import directory
from certification.services.endorsements import withdraw_endorsement
from certification.services.holds import place_hold
from portal.accounts.services import end_access
from tests import path
from tests.certification import rows
from tests.clock import TODAY, at, days
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def bring(cast, course):
    """`bring("Nora Example", section)` takes a person from nomination to active, or to where `until` says."""

    def brought(name, section=None, until="active", leader=None):
        person = make_person(name, section=section or cast.cardiology)
        supporter = path.accepted(path.nominated(cast.stranger, person), person)
        if until == "in_training":
            return supporter
        leader = leader or cast.head
        path.attest(supporter, leader)
        path.certified(supporter, course, cast.facilitator)
        if until == "awaiting_endorsement":
            return supporter
        path.endorse(supporter, leader)
        return supporter

    return brought


@pytest.fixture
def see(cast, as_person):
    def seen(**query):
        answer = as_person(cast.stranger).get("/supporters/", query)
        assert answer.status_code == 200
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        seen.html = main
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    return seen


def test_active_supporters_by_campus_and_section_with_a_way_to_reach_them(cast, bring, see):
    nora = bring("Nora Example")
    bring("Otto Example", cast.surgery, leader=cast.other_head)
    page = see()
    assert "2 active supporters." in page
    order = ["Anschutz", "Cardiology", "Nora Example, MD", "Colorado Springs", "Surgery", "Otto"]
    positions = [page.index(word, page.index("active supporters")) for word in order]
    assert positions == sorted(positions)
    assert f'<a href="mailto:{nora.person.email}">{nora.person.email}</a>' in see.html


def test_nobody_elses_name_stands_on_the_page(cast, course, bring, see):
    bring("Active Example")
    hidden = {
        "Trainee Example": bring("Trainee Example", until="in_training"),
        "Awaiting Example": bring("Awaiting Example", until="awaiting_endorsement"),
        "Paused Example": bring("Paused Example"),
        "Lapsed Example": bring("Lapsed Example"),
        "Gone Example": bring("Gone Example"),
    }
    place_hold(hidden["Paused Example"], since=TODAY, until=None, by=cast.coordinator)
    withdraw_endorsement(hidden["Lapsed Example"].endorsements.get(), by=cast.coordinator)
    gone = hidden["Gone Example"].person
    end_access(gone, by=cast.coordinator, why="Left")
    people = [cast.head, cast.leader, cast.supporter, cast.coordinator, cast.editor]
    names = [*hidden, *(person.name for person in people)]
    for query in [{}, {"name": "example"}, {"campus": cast.cardiology.campus.slug}]:
        page = see(**query)
        assert "Active Example" in page
        assert [name for name in names if name in see.html] == []
    for name in hidden:
        assert "Nobody found here" in see(name=name.split()[0])


def test_a_pause_takes_the_name_off_for_its_days_alone(cast, bring, see):
    nora = bring("Nora Example")
    place_hold(nora, since=days(2), until=days(4), by=cast.coordinator)
    shown = {}
    for day in (1, 2, 3, 4):
        with at(f"{days(day)}"):
            shown[day] = "Nora Example" in see()
    assert shown == {1: True, 2: False, 3: False, 4: True}


def test_filters_by_campus_name_and_section(cast, bring, see):
    bring("Nora Example")
    bring("Otto Example", cast.surgery, leader=cast.other_head)
    cases = [
        ({"campus": cast.surgery.campus.slug}, [False, True]),
        ({"name": "NORA"}, [True, False]),
        ({"section": cast.cardiology.slug}, [True, False]),
        ({"section": cast.cardiology.slug, "campus": cast.surgery.campus.slug}, [False, False]),
        ({"section": "nowhere", "campus": "mars"}, [True, True]),
    ]
    for query, found in cases:
        page = see(**query)
        assert [name in page for name in ("Nora Example", "Otto Example")] == found
    assert "Find a supporter in Cardiology, Anschutz" in see(section=cast.cardiology.slug)
    assert "Find a supporter in" not in see(section="nowhere")


def test_nobody_active_yet(cast, course, see):
    page = see()
    assert "0 active supporters." in page
    assert "There is no active supporter yet" in page


def test_a_supporter_without_a_section_is_listed_at_the_end(cast, bring, see):
    nora = bring("Nora Example")
    membership = nora.person.memberships.get()
    bring("Zoe Example")
    membership.until = TODAY
    membership.save()
    page = see()
    assert page.index("Zoe Example") < page.index("Section not set") < page.index("Nora Example")
    assert [s.name.removesuffix(", MD") for s in directory(TODAY)] == [
        "Zoe Example",
        "Nora Example",
    ]


def test_who_moved_is_listed_once_and_where_they_work_today(cast, bring, see):
    nora = bring("Nora Example")
    old = nora.person.memberships.get()
    old.until = days(5)
    old.save()
    rows.row(type(old), person=nora.person, section=cast.surgery, since=days(5))
    found = {}
    for day in (4, 5):
        with at(f"{days(day)}"):
            found[day] = [(s.name, s.section) for s in directory(days(day))]
    assert found == {4: [("Nora Example, MD", "Cardiology")], 5: [("Nora Example, MD", "Surgery")]}


def test_sixty_on_a_page(cast, course, see):
    rows.policy(course.course, 2, (TODAY - rows.DAY_0).days, ["nomination"])
    for number in range(61):
        supporter = rows.supporter(rows.person(f"Many {number:02}"))
        rows.nomination(supporter, cast.stranger, "accepted", 0)
    assert "Page 1 of 2" in see()
    assert see.html.count("mailto:") == 60
    see(page="2")
    assert see.html.count("mailto:") == 1


def test_statements_stay_the_same_for_one_and_three(
    cast, bring, as_person, django_assert_num_queries
):
    client = as_person(cast.stranger)
    bring("Nora Example")
    with django_assert_num_queries(8):
        client.get("/supporters/")
    bring("Otto Example", cast.surgery, leader=cast.other_head)
    bring("Zoe Example")
    with django_assert_num_queries(8):
        client.get("/supporters/")
    assert Supporter.objects.count() == 5

"""/sections/ and a section's page: leaders, and the way to the supporters."""

import re

import pytest

from portal.sections.models import Leadership
from portal.sections.services import appoint_leader, end_leadership
from tests.clock import TODAY
from tests.factories import make_leader, make_person, make_section

pytestmark = pytest.mark.django_db


def text(answer):
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_every_section_with_its_leaders_the_head_first(cast, as_person):
    make_section("Neonatology", cast.cardiology.campus)
    page = text(as_person(cast.stranger).get("/sections/"))
    assert (
        "Anschutz Cardiology Hal Example, MD, section head Lea Example, MD, section leader "
        "Neonatology Colorado Springs Surgery Hope Example, MD, section head"
    ) in page


def test_who_no_longer_leads_is_not_listed(cast, as_person):
    end_leadership(cast.leader.leaderships.get(), by=cast.coordinator, until=TODAY, why="Ended")
    client = as_person(cast.stranger)
    for address in ("/sections/", cast.cardiology.get_absolute_url()):
        page = text(client.get(address))
        assert "Hal Example" in page
        assert "Lea Example" not in page


def test_a_section_leads_to_its_supporters(cast, as_person):
    answer = as_person(cast.stranger).get(cast.cardiology.get_absolute_url())
    page = text(answer)
    assert "Anschutz Cardiology" in page
    assert "Section head Hal Example, MD Section leader Lea Example, MD" in page
    assert f'href="/supporters/?section={cast.cardiology.slug}"' in answer.content.decode()
    assert "Sam Example" not in page


def test_a_section_without_leaders_says_whom_to_tell(cast, as_person):
    empty = make_section("Radiology")
    page = text(as_person(cast.stranger).get(empty.get_absolute_url()))
    assert "Nobody leads this section in our list" in page


def test_an_unknown_section_is_not_found(cast, as_person):
    assert as_person(cast.stranger).get("/sections/nowhere/").status_code == 404


def test_no_sections_at_all(as_person, db):
    page = text(as_person(make_person()).get("/sections/"))
    assert "No sections yet" in page


def test_statements_stay_the_same(cast, as_person, django_assert_num_queries):
    client = as_person(cast.stranger)
    with django_assert_num_queries(5):
        client.get("/sections/")
    another = make_section("Neonatology")
    make_leader("Nat Example", another)
    appoint_leader(
        cast.stranger,
        section=another,
        kind=Leadership.Kind.LEADER,
        by=None,
        since=TODAY,
        why="Appointed",
    )
    with django_assert_num_queries(5):
        client.get("/sections/")
    with django_assert_num_queries(5):
        client.get(another.get_absolute_url())

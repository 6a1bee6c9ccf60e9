"""/my/: each kind of person and each state of the path, in at most 13 statements."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from certification.enums import StatementKind
from certification.models import Supporter
from certification.services.endorsements import decline_endorsement
from certification.services.holds import place_hold
from curriculum.enums import SessionKind
from curriculum.models import Session
from curriculum.selectors.learning import course_states
from curriculum.services.sessions.places import sign_up
from portal.accounts.services import end_access, grant_role
from portal.common.roles import Role
from portal.common.time import now
from portal.sections.models import Leadership
from portal.sections.services import appoint_leader
from tests import path
from tests.certification import rows
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 13


@pytest.fixture
def program(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, program):
    """A nominee of Cardiology who has said yes."""
    person = make_person("Nora Example", section=cast.cardiology)
    path.accepted(path.nominated(cast.stranger, person), person)
    return person


@pytest.fixture
def see(as_person):
    """The page as a person sees it, as plain text; asserts the statements."""

    def seen(person, statements=None):
        client = as_person(person)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get("/my/")
        assert answer.status_code == 200
        assert len(queries) <= MOST_STATEMENTS
        if statements is not None:
            assert len(queries) == statements
        main = answer.content.decode().split("<main")[1].split("</main>")[0]
        seen.links = re.findall(r'href="([^"]+)"', main)
        seen.buttons = re.findall(r'class="nhsuk-button[^>]*href="([^"]+)"', main)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    return seen


def supporter_of(person):
    return Supporter.objects.get(person=person)


def test_nothing_done(nora, see):
    page = see(nora, statements=10)
    assert "Hello, Nora Example" in page
    assert "You are at the beginning of your path" in page
    assert "2 of 8 requirements met" in page
    assert "2 modules, about 20 minutes in all, whenever you like." in page
    assert (
        "Your section head, Hal Example, MD, must attest it. We wrote to them on November 23, 2026."
        in page
    )
    assert see.buttons == ["/training/"]


def test_half_way(nora, program, see):
    path.answer(nora, program.editions[0])
    page = see(nora, statements=10)
    assert "1 of 2 modules done, about 10 minutes left." in page
    assert "Continue the training" in page
    assert see.buttons == ["/training/"]


def test_the_minutes_left_are_those_of_the_training(nora, program, cast, see):
    """Also when something that was finished changes, now or on a later day."""
    path.answer(nora, program.editions[0])
    for edition, text, minutes, statements in [
        (program.editions[1], "Know your limits.", 10, 10),
        # What was read of it last is looked up, to see what did not change.
        (program.editions[0], "Listen long.", 20, 11),
    ]:
        path.publish_module(edition.module.slug, edition.title, text=text, by=cast.editor)
        assert sum(state.minutes_left for state in course_states(nora)) == minutes
        assert f"about {minutes} minutes left" in see(nora, statements)


def test_a_place_in_a_session_is_shown(nora, program, cast, see):
    session = path.scheduled(cast.facilitator, minutes_ahead=60 * 24 * 8)
    sign_up(session, by=nora)
    path.learn(nora, program)
    page = see(nora)
    assert "You have a place on December 1, 2026. See you there." in page
    assert "Your sessions" in page
    assert see.buttons == ["/my/expectations/"]


def test_all_but_the_endorsement(nora, program, cast, see):
    supporter = supporter_of(nora)
    path.attest(supporter, cast.head)
    certificate = path.certified(supporter, program, cast.facilitator)
    page = see(nora, statements=10)
    assert "Awaiting endorsement" in page
    assert "Only your section’s leader must still sign." in page
    assert "7 of 8 requirements met" in page
    assert (
        "Your section head, Hal Example, MD, must sign it. We wrote to them on November 23, 2026."
        in page
    )
    assert "The next step is with your section’s leader." in page
    assert f"/my/certificate/{certificate.pk}/" in see.links
    assert see.buttons == []


def test_declined_says_so_also_where_nobody_leads_any_more(nora, program, cast, see):
    supporter = supporter_of(nora)
    path.attest(supporter, cast.head)
    path.certified(supporter, program, cast.facilitator)
    section, text = path.shown(StatementKind.DECLINE, supporter, cast.head)
    given = {"printed_name": cast.head.name, "statement_hash": text.hash}
    decline_endorsement(supporter, section=section, by=cast.head, **given)
    Leadership._base_manager.all().update(until=TODAY)
    page = see(nora)
    assert "You are certified, and not endorsed at this time." in page
    assert "Your section’s leader did not endorse you at this time." in page


@pytest.fixture
def active(nora, program, cast):
    supporter = supporter_of(nora)
    path.attest(supporter, cast.head)
    path.certified(supporter, program, cast.facilitator)
    path.endorse(supporter, cast.head)
    return nora


def test_active(active, cast, see):
    rows.session(SessionKind.SKILL_BUILDING, starts_at=now() + dt.timedelta(days=3))
    page = see(active, statements=9)
    assert "You are an active peer supporter, through November 22, 2028." in page
    assert "8 of 8 requirements met" in page
    assert "/supporters/" in see.links
    assert "Next: Session, Thursday, November 26, 2026" in page
    assert see.buttons == ["/sessions/"]


def test_active_with_no_session_planned(active, see):
    Session._base_manager.all().update(cancelled_at=now())
    assert "appear under Sessions as soon as they are planned" in see(active)


def test_paused(active, cast, see):
    place_hold(supporter_of(active), since=TODAY, until=days(30), by=cast.coordinator)
    page = see(active)
    assert "You are paused through December 22, 2026." in page
    assert "colleagues do not see you in the list of supporters" in page
    assert see.buttons == []


def test_lapsed(active, see):
    with at("2028-11-23"):
        page = see(active)
    assert "You were active through November 22, 2028" in page
    assert (
        "It has not been in force since November 23, 2028. The program office can renew it." in page
    )
    assert "The next step is with your section’s leader and the program office." in page


def test_a_person_who_left_has_no_page(active, cast, as_person):
    client = as_person(active)
    end_access(active, by=cast.coordinator, why="Left")
    assert client.get("/my/").status_code == 302


def test_a_nominee_is_asked(cast, program, see):
    nominee = make_person("Nina Example", section=cast.cardiology)
    nomination = path.nominated(cast.stranger, nominee)
    page = see(nominee)
    assert "Stan Example, MD nominated you as a peer supporter" in page
    assert see.buttons == [f"/my/nominations/{nomination.pk}/"]


def test_a_stranger_learns_what_this_is(cast, program, see):
    page = see(cast.stranger, statements=4)
    assert "Peer supporters are colleagues who are there" in page
    assert see.buttons == ["/supporters/"]
    assert "/nominate/" in see.links


def test_a_section_leader_sees_how_many_wait(cast, nora, see):
    assert "2 colleagues of your section wait for a signature." in see(cast.head)
    assert see.buttons == ["/endorsements/"]
    path.attest(supporter_of(nora), cast.head)
    assert "1 colleague of your section waits for a signature." in see(cast.head)
    path.attest(supporter_of(cast.supporter), cast.head)
    assert "Nobody of your section waits for your signature." in see(cast.head)


def test_the_leaders_count_is_the_length_of_their_lists(cast, nora, program, as_person, see):
    path.certified(supporter_of(nora), program, cast.facilitator)
    answer = as_person(cast.head).get("/endorsements/")
    waiting = {c.supporter.pk for c in answer.context["good_standing"]}
    waiting |= {c.supporter.pk for c in answer.context["certified"]}
    assert f"{len(waiting)} colleagues of your section wait" in see(cast.head)


def test_a_facilitator_sees_their_next_sessions(cast, program, see):
    assert "No session of yours is planned." in see(cast.facilitator)
    session = path.scheduled(cast.facilitator, minutes_ahead=600, title="The conversation")
    rows.session(title="Another’s", starts_at=now() + dt.timedelta(days=1))
    page = see(cast.facilitator)
    assert "The conversation" in page
    assert "Another’s" not in page
    assert session.get_absolute_url() in see.links


def test_a_coordinator_finds_the_program(cast, program, see):
    see(cast.coordinator)
    assert "/program/" in see.links


def test_an_editor_finds_the_content(cast, program, see):
    see(cast.editor)
    assert see.links == ["/cms/"]


def test_before_the_first_policy(cast, see):
    assert "The requirements are not set yet" in see(cast.supporter)


def test_somebody_with_every_part_costs_no_more(cast, nora, program, see):
    """A supporter in the middle of the training who leads a section and facilitates: all parts of the page at once."""
    appoint_leader(
        nora,
        section=cast.surgery,
        kind=Leadership.Kind.LEADER,
        by=None,
        since=TODAY,
        why="Appointed",
    )
    for role in (Role.FACILITATOR, Role.COORDINATOR):
        grant_role(nora, role=role, by=None, why="Needed")
    path.answer(nora, program.editions[0])
    sign_up(path.scheduled(cast.facilitator, minutes_ahead=60 * 24), by=nora)
    assert "about 10 minutes left" in see(nora, statements=13)


def test_sessions_and_modules_do_not_add_statements(cast, nora, program, see):
    see(nora, statements=10)
    for number in range(3):
        sign_up(path.scheduled(cast.facilitator, minutes_ahead=600 + number), by=nora)
    make_supporter(section=cast.cardiology)
    see(nora, statements=10)


def test_several_nominations_are_one_question(cast, program, see, as_person):
    person = make_person("Nora Example")
    made = [path.nominated(by, person) for by in (cast.head, cast.leader, cast.stranger)]
    page = see(person)
    names = (
        "Stan Example, MD, Lea Example, MD and Hal Example, MD nominated you as a peer supporter"
    )
    assert names in page
    assert "one answer is enough for all" in page
    assert see.links == [f"/my/nominations/{made[-1].pk}/"]
    answer = as_person(person).get(see.links[0]).content.decode()
    assert "Lea Example, MD and Hal Example, MD nominated you too." in " ".join(answer.split())
    path.accepted(made[0], person)
    assert "nominated you" not in see(person)

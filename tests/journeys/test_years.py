"""Years of a supporter, played through the services: the ledger and the emails of each, whole and in order."""

import dataclasses

import pytest

from certification.models import Certificate
from certification.rules.kinds import Parameters
from certification.selectors.standing import decisions_for
from certification.services import certificates
from certification.services.certificates import renew_certificate
from certification.services.endorsements import withdraw_endorsement
from certification.services.holds import end_hold, place_hold
from certification.services.nominations import nominate
from certification.services.policy import first_policy, put_policy_in_force
from certification.services.reconciling import reconcile
from curriculum.enums import Outcome
from curriculum.models import Attendance
from curriculum.services.sessions.attendance import mark_attendance
from portal.accounts.services import end_access
from portal.common.time import today
from portal.sections.services import join_section
from tests import path
from tests.certification.traces import emails, entered, forget_emails
from tests.clock import TODAY, at, days
from tests.factories import make_person

pytestmark = pytest.mark.django_db

LAPSED = "About your standing as a peer supporter"


@pytest.fixture(autouse=True)
def _drawn_at_once(monkeypatch):
    monkeypatch.setattr(certificates, "certificate_pdf", lambda certificate: b"%PDF")


@pytest.fixture
def program(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, program):
    """Active since today: nominated, attested by the leader, certified, endorsed by the head."""
    person = make_person("Nora Example", section=cast.cardiology)
    supporter = path.accepted(path.nominated(cast.stranger, person), person)
    path.attest(supporter, cast.leader)
    path.certified(supporter, program, cast.facilitator)
    path.endorse(supporter, cast.head)
    forget_emails()
    return supporter


@pytest.fixture
def since(nora):
    """What was entered since Nora became active."""
    before = len(entered(nora))
    return lambda: entered(nora)[before:]


def standing(supporter):
    return decisions_for([supporter.pk], today())[supporter.pk].standing


def until(supporter, requirement):
    return decisions_for([supporter.pk], today())[supporter.pk].state(requirement).until


def test_the_first_day_from_a_name_to_an_active_supporter(cast, nora):
    assert entered(nora) == [
        ("standing", "", "in_training", nora.person),
        ("signature", "", "", cast.leader),
        ("signature", "", "", nora.person),
        ("certificate", "", "", None),
        ("standing", "in_training", "awaiting_endorsement", None),
        ("signature", "", "", cast.head),
        ("standing", "awaiting_endorsement", "active", cast.head),
    ]
    assert standing(nora) == "active"


def test_two_years_with_a_pause_and_a_renewal(cast, nora, since):
    hold = place_hold(nora, since=days(30), until=None, by=cast.coordinator)
    assert (standing(nora), since()) == ("active", [])
    with at(f"{days(30)}"):
        reconcile()
        assert standing(nora) == "paused"
    with at(f"{days(60)}"):
        end_hold(hold, until=days(61), seen_until=None, by=cast.coordinator)
        assert standing(nora) == "paused"
    with at(f"{days(61)}"):
        reconcile()
        assert standing(nora) == "active"
    forget_emails()
    with at("2028-10-01"):
        renew_certificate(nora, by=cast.coordinator)
    # The statement and the endorsement have run out, and the certificate has not.
    with at("2028-11-23"):
        reconcile()
        assert standing(nora) == "lapsed"
        assert (nora.person.email, LAPSED) in emails()
        path.attest(nora, cast.head)
        path.endorse(nora, cast.leader)
        assert standing(nora) == "active"
    assert since() == [
        ("standing", "active", "paused", None),
        ("standing", "paused", "active", None),
        ("certificate", "", "", cast.coordinator),
        ("standing", "active", "lapsed", None),
        ("signature", "", "", cast.head),
        ("signature", "", "", cast.leader),
        ("standing", "lapsed", "active", cast.leader),
    ]


def test_a_move_keeps_what_was_signed_and_asks_the_new_leaders_when_it_ends(cast, nora, since):
    with at(f"{days(10)}"):
        join_section(nora.person, section=cast.surgery, by=cast.coordinator, why="Moved")
        # Nothing is missing, so nobody is asked.
        assert (standing(nora), emails(), since()) == ("active", [], [])
    with at("2028-11-23"):
        reconcile()
        asked = {to for to, subject in emails() if subject.startswith("Is Nora Example still")}
        assert asked == {cast.other_head.email}
        path.attest(nora, cast.other_head)
    assert since() == [
        ("standing", "active", "lapsed", None),
        ("signature", "", "", cast.other_head),
    ]


def test_an_endorsement_withdrawn_and_given_again_by_the_other_leader(cast, nora, since):
    signed = nora.endorsements.get()
    with at(f"{days(100)}"):
        withdraw_endorsement(signed, by=cast.coordinator)
        assert standing(nora) == "lapsed"
        assert emails() == [
            (cast.head.email, "About your endorsement"),
            (nora.person.email, "About your endorsement"),
            (cast.coordinator.email, "About an endorsement"),
        ]
    with at(f"{days(101)}"):
        again = path.endorse(nora, cast.leader)
        assert (standing(nora), again.certificate) == ("active", Certificate.objects.get())
        # The first leader's was withdrawn: it is not theirs to withdraw again with another effect.
        assert withdraw_endorsement(signed, by=cast.head).withdrawn_on == days(100)
        assert standing(nora) == "active"
    assert since() == [
        ("withdrawal", "", "", cast.coordinator),
        ("standing", "active", "lapsed", cast.coordinator),
        ("signature", "", "", cast.leader),
        ("standing", "lapsed", "active", cast.leader),
    ]


def test_an_attendance_corrected_and_corrected_back(
    cast, nora, since, django_capture_on_commit_callbacks
):
    first = Certificate.objects.get()

    def correct(outcome):
        last = Attendance.objects.filter(person=nora.person).latest("pk")
        with django_capture_on_commit_callbacks(execute=True):
            mark_attendance(
                last.session,
                person=nora.person,
                outcome=outcome,
                by=cast.coordinator,
                reason="Somebody else answered to the name.",
                seen=last.pk,
            )

    with at(f"{days(1)}"):
        correct(Outcome.ABSENT)
        assert standing(nora) == "lapsed"
    with at(f"{days(2)}"):
        correct(Outcome.ATTENDED)
        second = Certificate.objects.get(sequence=2)
        assert standing(nora) == "lapsed"
        path.endorse(nora, cast.head)
        assert standing(nora) == "active"
    first.refresh_from_db()
    assert (first.revoked_on, first.superseded_by, second.issued_on) == (days(1), None, days(2))
    assert since() == [
        ("revocation", "", "", cast.coordinator),
        ("standing", "active", "lapsed", cast.coordinator),
        ("certificate", "", "", None),
        ("signature", "", "", cast.head),
        ("standing", "lapsed", "active", cast.head),
    ]


def test_leaving_the_hospital_ends_everything_but_the_record(cast, nora, since):
    with at(f"{days(50)}"):
        place_hold(nora, since=days(50), until=days(80), by=cast.coordinator)
        forget_emails()
        end_access(nora.person, by=cast.coordinator, why="Left the hospital")
        assert standing(nora) == "inactive"
    with at(f"{days(90)}"):
        assert reconcile().standings == 0
        assert standing(nora) == "inactive"
    assert [subject for _to, subject in emails() if subject == LAPSED] == []
    assert since() == [
        ("standing", "active", "paused", cast.coordinator),
        ("standing", "paused", "inactive", cast.coordinator),
    ]
    assert (Certificate.objects.get().revoked_on, nora.endorsements.get().withdrawn_on) == (
        None,
        None,
    )


def test_a_policy_that_asks_for_more_makes_lapse_on_its_first_day(
    cast, program, nora, since, django_capture_on_commit_callbacks
):
    asked = first_policy(program.course)
    session = asked["live_session"]
    asked["live_session"] = dataclasses.replace(session, count=2)
    with django_capture_on_commit_callbacks(execute=True):
        put_policy_in_force(asked, by=cast.coordinator, why="Two", in_force_from=days(20))
    assert (standing(nora), since()) == ("active", [])
    with at(f"{days(19)}"):
        reconcile()
        assert since() == []
    with at(f"{days(20)}"):
        reconcile()
        assert standing(nora) == "lapsed"
        path.attend(nora.person, path.scheduled(cast.facilitator, title="Again"))
        assert standing(nora) == "active"
    assert since() == [
        ("standing", "active", "lapsed", None),
        ("standing", "lapsed", "active", cast.facilitator),
    ]


def test_a_policy_with_shorter_months_leaves_what_was_signed_and_shortens_what_is_signed_next(
    cast, program, nora, since, django_capture_on_commit_callbacks
):
    asked = first_policy(program.course)
    asked["endorsement"] = Parameters(months=6)
    with django_capture_on_commit_callbacks(execute=True):
        put_policy_in_force(asked, by=cast.coordinator, why="Half a year", in_force_from=days(1))
    with at(f"{days(1)}"):
        assert until(nora, "endorsement") == TODAY.replace(year=2028)
        withdraw_endorsement(nora.endorsements.get(), by=cast.head)
        signed = path.endorse(nora, cast.head)
        assert signed.lapses_on.isoformat() == "2027-05-24"
    with at("2027-05-23"):
        reconcile()
        assert standing(nora) == "active"
    with at("2027-05-24"):
        reconcile()
        assert standing(nora) == "lapsed"
    assert since() == [
        ("withdrawal", "", "", cast.head),
        ("standing", "active", "lapsed", cast.head),
        ("signature", "", "", cast.head),
        ("standing", "lapsed", "active", cast.head),
        ("standing", "active", "lapsed", None),
    ]


def test_who_is_active_is_nominated_by_nobody_and_who_lapsed_need_not_be(cast, nora):
    given = {"name": nora.person.name, "email": nora.person.email}
    assert nominate(**given, by=cast.head) is None
    with at("2028-11-23"):
        reconcile()
        assert standing(nora) == "lapsed"
        path.attest(nora, cast.head)
        renew_certificate(nora, by=cast.coordinator)
        path.endorse(nora, cast.head)
        assert standing(nora) == "active"
    assert [each.status for each in nora.person.nominations.all()] == ["accepted"]

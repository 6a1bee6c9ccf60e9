"""The whole path through the services: every record says who and why, every change of standing is in the ledger."""

import pytest
from simple_history.utils import get_history_manager_for_model

from certification.enums import EntryKind, Standing, StatementKind
from certification.models import LedgerEntry, Supporter
from certification.selectors.standing import decisions_for
from certification.services.endorsements import decline_endorsement, withdraw_endorsement
from certification.services.holds import end_hold, place_hold
from certification.services.reconciling import reconcile
from curriculum.models import Attendance
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.time import today
from tests import path
from tests.architecture.sources import label, own_models
from tests.clock import TODAY, at, days
from tests.factories import Cast, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast: Cast) -> path.Program:
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nominee(cast: Cast) -> Person:
    return make_person("Nora Example", section=cast.cardiology)


def standings(supporter: Supporter) -> list[tuple[str, str]]:
    entries = LedgerEntry.objects.filter(supporter=supporter, kind=EntryKind.STANDING)
    return [(entry.before, entry.standing) for entry in entries]


def test_from_nominated_to_active_and_back(
    cast: Cast, program: path.Program, nominee: Person
) -> None:
    nomination = path.nominated(cast.stranger, nominee)
    assert not Supporter.objects.filter(person=nominee).exists()
    supporter = path.accepted(nomination, nominee)
    assert standings(supporter) == [("", Standing.IN_TRAINING)]

    path.attest(supporter, cast.head)
    assert not path.answer(nominee, program.editions[0], right=False).passed
    path.certified(supporter, program, cast.facilitator)
    assert standings(supporter)[1:] == [(Standing.IN_TRAINING, Standing.AWAITING_ENDORSEMENT)]
    assert path.active() == []

    endorsement = path.endorse(supporter, cast.leader)
    assert standings(supporter)[2:] == [(Standing.AWAITING_ENDORSEMENT, Standing.ACTIVE)]
    assert path.active() == [supporter]

    hold = place_hold(supporter, since=TODAY, until=None, by=cast.coordinator)
    end_hold(hold, until=TODAY, seen_until=None, by=cast.coordinator)
    withdraw_endorsement(endorsement, by=cast.leader)
    end_access(nominee, by=cast.coordinator, why="Left the hospital")
    assert [after for _, after in standings(supporter)[3:]] == [
        Standing.PAUSED,
        Standing.ACTIVE,
        Standing.AWAITING_ENDORSEMENT,
        Standing.INACTIVE,
    ]


def test_the_ledger_follows_the_gate_at_every_step(
    cast: Cast, program: path.Program, nominee: Person
) -> None:
    """After each step the last standing in the ledger is what the gate says, and each entry joins the one before."""
    supporter = path.accepted(path.nominated(cast.stranger, nominee), nominee)
    steps = [
        lambda: path.attest(supporter, cast.head),
        lambda: path.certified(supporter, program, cast.facilitator),
        lambda: decline(supporter, cast.leader),
        lambda: path.endorse(supporter, cast.head),
        lambda: path.publish_module("limits", "Limits", text="Know them.", by=cast.editor),
        lambda: place_hold(supporter, since=TODAY, until=days(3), by=cast.coordinator),
    ]
    for step in steps:
        step()
        last = standings(supporter)[-1][1]
        assert last == decisions_for([supporter.pk], today())[supporter.pk].standing
    entries = standings(supporter)
    assert [before for before, _ in entries] == ["", *[after for _, after in entries[:-1]]]
    signed = LedgerEntry.objects.filter(supporter=supporter, kind=EntryKind.SIGNATURE)
    assert [(entry.detail["kind"], entry.actor) for entry in signed] == [
        ("good_standing", cast.head),
        ("expectations", nominee),
        ("decline", cast.leader),
        ("endorsement", cast.head),
    ]


def decline(supporter: Supporter, signer: Person) -> None:
    section, text = path.shown(StatementKind.DECLINE, supporter, signer)
    decline_endorsement(
        supporter, section=section, printed_name=signer.name, statement_hash=text.hash, by=signer
    )


def test_what_time_brings_is_entered_by_the_portal_itself(
    cast: Cast, program: path.Program, nominee: Person
) -> None:
    supporter = path.active_supporter(nominee, program, cast)
    place_hold(supporter, since=days(5), until=days(9), by=cast.coordinator)
    for day, standing in [
        (5, Standing.PAUSED),
        (9, Standing.ACTIVE),
        (731, Standing.LAPSED),
    ]:
        with at(f"{days(day)}"):
            reconcile()
            reconcile()
        last = LedgerEntry.objects.filter(supporter=supporter, kind=EntryKind.STANDING).last()
        assert last is not None
        assert (last.standing, last.actor, last.effective_on) == (standing, None, days(day))


def test_every_record_of_the_path_says_who_and_why(
    cast: Cast,
    program: path.Program,
    nominee: Person,
    checked,  # type: ignore[no-untyped-def]
) -> None:
    supporter = path.active_supporter(nominee, program, cast)
    hold = place_hold(supporter, since=TODAY, until=None, by=cast.coordinator)
    end_hold(hold, until=days(1), seen_until=None, by=cast.coordinator)
    session = path.scheduled(cast.facilitator, minutes_ahead=600)
    sign_up(session, by=nominee)
    withdraw(session, by=nominee)
    cancel_session(session, by=cast.facilitator)
    mark = Attendance.objects.get(person=nominee)
    mark_attendance(
        mark.session,
        person=nominee,
        outcome="absent",
        by=cast.coordinator,
        reason="Left at once",
        seen=mark.pk,
    )
    end_access(nominee, by=cast.coordinator, why="Left the hospital")

    nobody, silent, number = [], [], 0
    for model in own_models():
        if not hasattr(model, "history"):
            continue
        rows = get_history_manager_for_model(model).all()
        number += len(rows)
        silent += [
            f"{label(model)} {row.history_type}" for row in rows if not row.history_change_reason
        ]
        if label(model) not in MADE_BY_THE_PORTAL:
            nobody += [f"{label(model)} {row.history_type}" for row in rows if not row.history_user]
    assert silent == []
    assert nobody == []
    checked("history rows for who and why", number, floor=50)


# The cast is built by nobody; a certificate is issued by the portal, when the facts are there.
MADE_BY_THE_PORTAL = {
    "accounts.Person",
    "accounts.RoleAssignment",
    "certification.Certificate",
    "certification.Supporter",
    "sections.Campus",
    "sections.Leadership",
    "sections.Membership",
    "sections.Section",
}


def test_attempts_and_bookmarks_leave_no_trace_elsewhere(
    cast: Cast, program: path.Program, nominee: Person
) -> None:
    supporter = path.accepted(path.nominated(cast.stranger, nominee), nominee)
    before = LedgerEntry.objects.count()
    path.answer(nominee, program.editions[0], right=False)
    assert LedgerEntry.objects.count() == before
    names = {model._meta.label for model in own_models() if hasattr(model, "history")}
    assert not {"curriculum.Attempt", "curriculum.Bookmark"} & names
    assert "wrong" not in str([*LedgerEntry.objects.filter(supporter=supporter).values("detail")])

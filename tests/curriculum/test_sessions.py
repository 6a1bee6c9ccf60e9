"""Scheduling sessions, changing them, cancelling them."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from curriculum.enums import SessionKind
from curriculum.models import Session
from curriculum.selectors.sessions.staff import keepers_of
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import cancel_session, change_session, schedule_session
from portal.common.errors import Refusal, Stale
from tests.clock import NOW
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast

SOON = NOW + dt.timedelta(days=3)


def test_a_facilitator_and_a_coordinator_schedule_and_nobody_else(cast: Cast) -> None:
    terms, led = make_terms(starts_at=SOON), {"facilitator": cast.facilitator}
    for by in (cast.facilitator, cast.coordinator):
        assert keepers_of(schedule_session(terms, by=by, **led)) == [cast.facilitator]
    for by in (cast.supporter, cast.head, cast.editor, cast.stranger):
        with pytest.raises(PermissionDenied):
            schedule_session(terms, by=by, **led)
    assert Session.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "bad", "good"),
    [
        ("kind", "picnic", "check_in"),
        ("title", "  ", "Practice"),
        ("place", "", "Room 1"),
        ("link", "http://meet.example/1", "https://meet.example/1"),
        ("starts_at", NOW, NOW + dt.timedelta(minutes=1)),
        ("minutes", 4, 5),
        ("minutes", 601, 600),
        ("capacity", 0, 1),
        ("capacity", 501, 500),
    ],
)
def test_what_nobody_could_attend_is_refused_at_its_field(
    field: str, bad: object, good: object
) -> None:
    with pytest.raises(Refusal) as refused:
        make_terms(**{"starts_at": SOON, field: bad})
    said = "date" if field == "starts_at" else field
    assert (refused.value.code, refused.value.field) == (said, said)
    assert getattr(make_terms(**{"starts_at": SOON, field: good}), field) == good


def test_the_same_form_sent_twice_makes_one_session(cast: Cast) -> None:
    token = uuid.uuid4()
    terms, led = make_terms(starts_at=SOON), {"facilitator": cast.facilitator}
    first = schedule_session(terms, by=cast.facilitator, token=token, **led)
    assert schedule_session(terms, by=cast.facilitator, token=token, **led) == first
    assert schedule_session(terms, by=cast.facilitator, token=uuid.uuid4(), **led) != first
    assert Session.objects.count() == 2


def change(session: Session, cast: Cast, revision: int, **changes: object) -> Session:
    return change_session(
        session,
        terms=make_terms(**{"starts_at": session.starts_at, **changes}),
        revision=revision,
        facilitator=cast.facilitator,
        by=cast.facilitator,
    )


def test_a_form_shown_before_somebody_elses_change_is_stale(cast: Cast) -> None:
    session = make_session(cast.facilitator)
    change(session, cast, 1, title="First change")
    with pytest.raises(Stale):
        change(session, cast, 1, title="Second change")
    session.refresh_from_db()
    assert (session.title, session.revision) == ("First change", 2)
    assert change(session, cast, 2, title="Second change").title == "Second change"


def test_a_session_cannot_seat_fewer_than_have_a_place(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=3)
    for person in (cast.supporter, cast.other_supporter):
        sign_up(session, by=person)
    with pytest.raises(Refusal) as refused:
        change(session, cast, 1, capacity=1)
    assert (refused.value.code, refused.value.field) == ("capacity", "capacity")
    assert change(session, cast, 1, capacity=2).capacity == 2


def test_a_session_keeps_its_kind_once_somebody_signed_up(cast: Cast) -> None:
    session, empty = make_session(cast.facilitator), make_session(cast.facilitator)
    sign_up(session, by=cast.supporter)
    with pytest.raises(Refusal) as refused:
        change(session, cast, 1, kind=SessionKind.CHECK_IN)
    assert (refused.value.code, refused.value.field) == ("kind", "kind")
    assert change(empty, cast, 1, kind=SessionKind.CHECK_IN).kind == SessionKind.CHECK_IN


def test_people_hear_of_a_new_time_and_not_of_a_new_title(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    session = make_session(cast.facilitator)
    sign_up(session, by=cast.supporter)
    with django_capture_on_commit_callbacks(execute=True):
        change(session, cast, 1, title="Another title")
    assert mail.outbox == []
    with django_capture_on_commit_callbacks(execute=True):
        change(session, cast, 2, starts_at=SOON + dt.timedelta(hours=1))
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([cast.supporter.email], "Changed: Foundational training")
    ]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("starts_at", SOON + dt.timedelta(hours=1), True),
        ("minutes", 90, True),
        ("place", "Research building", True),
        ("link", "https://meet.example/2", True),
        ("title", "Another title", False),
        ("capacity", 12, False),
    ],
)
def test_people_hear_of_each_change_that_moves_them_and_of_no_other(
    cast: Cast, django_capture_on_commit_callbacks, field: str, value: object, told: bool
) -> None:
    session = make_session(cast.facilitator)
    sign_up(session, by=cast.supporter)
    with django_capture_on_commit_callbacks(execute=True):
        change(session, cast, 1, **{field: value})
    wanted = [([cast.supporter.email], "Changed: Foundational training")] if told else []
    assert [(m.to, m.subject) for m in mail.outbox] == wanted


def test_calling_off_twice_tells_people_once(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    session = make_session(cast.facilitator)
    sign_up(session, by=cast.supporter)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_session(session, by=cast.facilitator)
        cancel_session(session, by=cast.facilitator)
    assert [m.subject for m in mail.outbox] == ["Called off: Foundational training"]


def test_a_session_that_has_begun_is_neither_changed_nor_called_off(cast: Cast, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    clock.shift(24 * 3600)
    with pytest.raises(Refusal) as refused:
        cancel_session(session, by=cast.facilitator)
    assert refused.value.code == "begun"
    with pytest.raises(Refusal) as refused:
        change(session, cast, 1, starts_at=SOON)
    assert refused.value.code == "begun"


def test_another_facilitators_session_is_not_mine_to_change(cast: Cast) -> None:
    session = make_session(cast.coordinator)
    with pytest.raises(PermissionDenied):
        cancel_session(session, by=cast.facilitator)
    assert cancel_session(session, by=cast.coordinator).cancelled_at == NOW

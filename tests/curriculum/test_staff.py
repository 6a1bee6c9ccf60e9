"""Who keeps a session: one facilitator today, whoever had the part before, and coordinators."""

import pytest
from django.core.exceptions import PermissionDenied

from curriculum.enums import Outcome, StaffPart
from curriculum.models import SessionStaff
from curriculum.selectors.sessions.staff import keepers_of, sessions_kept_by
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import change_session
from portal.accounts.models import Person
from portal.common.permissions import allowed
from portal.common.roles import Role
from tests.clock import TODAY, days
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast, make_person

DAY = 24 * 3600


def second_facilitator() -> Person:
    return make_person("Finn Example", roles=[Role.FACILITATOR])


def test_the_session_is_handed_to_another_and_history_says_by_whom(cast: Cast, clock) -> None:
    session, finn = make_session(cast.facilitator, days=7), second_facilitator()
    clock.shift(DAY)
    terms = make_terms(starts_at=session.starts_at)
    change_session(session, terms=terms, facilitator=finn, by=cast.coordinator, revision=1)
    rows = SessionStaff.objects.values_list("person", "part", "since", "until")
    assert list(rows) == [
        (cast.facilitator.pk, StaffPart.FACILITATOR, TODAY, days(1)),
        (finn.pk, StaffPart.FACILITATOR, days(1), None),
    ]
    assert keepers_of(session) == [finn]
    assert list(sessions_kept_by(finn)) == [session]
    assert list(sessions_kept_by(cast.facilitator)) == []
    ended = SessionStaff.objects.get(person=cast.facilitator).history.first()
    assert (ended.history_user, ended.history_change_reason) == (
        cast.coordinator,
        "Session changed",
    )


def test_a_change_that_leaves_the_facilitator_leaves_the_staff(cast: Cast) -> None:
    session = make_session(cast.facilitator)
    terms = make_terms(starts_at=session.starts_at, title="Another title")
    led = {"facilitator": cast.facilitator, "by": cast.facilitator}
    change_session(session, terms=terms, revision=1, **led)
    assert SessionStaff.objects.get().history.count() == 1


def test_a_second_facilitator_marks_once_they_have_a_part_and_only_while(cast: Cast, clock) -> None:
    session, finn = make_session(cast.facilitator, days=1), second_facilitator()
    sign_up(session, by=cast.supporter)
    clock.shift(DAY)
    mark = {"person": cast.supporter, "outcome": Outcome.ATTENDED}
    with pytest.raises(PermissionDenied):
        mark_attendance(session, by=finn, **mark)
    part = SessionStaff(session=session, person=finn, part=StaffPart.CO_FACILITATOR)
    part.since, part.until = days(1), days(2)
    part.save()
    session.refresh_from_db()
    assert keepers_of(session) == [cast.facilitator, finn]
    row = mark_attendance(session, by=finn, **mark)
    assert row.marked_by == finn
    clock.shift(DAY)
    assert not allowed(finn, "session.mark_attendance", session)
    assert allowed(cast.facilitator, "session.mark_attendance", session)

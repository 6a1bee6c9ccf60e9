"""An evening at the door: two keepers, people with places and people waiting, marks and corrections."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from curriculum.enums import Outcome
from curriculum.models import Attendance, Session
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session
from curriculum.signals import learned
from portal.accounts.models import Person
from portal.common.errors import Stale
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from tests.clock import NOW, days
from tests.curriculum.sessions import make_session
from tests.factories import Cast, make_person, make_supporter
from tests.said import hearing, history_of, refusal

ATTENDED, ABSENT, EXCUSED = Outcome.ATTENDED, Outcome.ABSENT, Outcome.EXCUSED
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@pytest.fixture
def session(cast: Cast, clock) -> Session:
    """A session of two places that has just begun: two people have a place, a third waits."""
    session = make_session(cast.facilitator, days=1)
    for person in (cast.supporter, cast.other_supporter, make_supporter("Wes Example").person):
        sign_up(session, by=person)
    OutboxMessage.objects.all().delete()
    clock.shift(DAY)
    return session


def current(session: Session) -> dict[str, tuple[str, str, str]]:
    """The mark that counts, by the person's name: outcome, who marked, reason."""
    marks = session.attendance.filter(superseded_by=None).order_by("person__name")
    return {m.person.name: (m.outcome, m.marked_by.name, m.reason) for m in marks}


class TestMarking:
    def test_a_first_mark_says_when_and_history_says_by_whom(
        self, cast: Cast, session: Session, clock
    ) -> None:
        clock.shift(5 * MINUTE)
        row = mark_attendance(session, person=cast.supporter, outcome=ATTENDED, by=cast.facilitator)
        assert (row.session, row.person, row.marked_by) == (
            session,
            cast.supporter,
            cast.facilitator,
        )
        assert (row.marked_at, row.held_on) == (NOW + dt.timedelta(days=1, minutes=5), days(1))
        assert history_of(row) == [("+", cast.facilitator, "Marked at the door")]

    def test_a_reason_given_with_the_first_mark_is_the_histories_alone(
        self, cast: Cast, session: Session
    ) -> None:
        """Only a correction has a reason; why somebody was excused is not asked."""
        row = mark_attendance(
            session,
            person=cast.supporter,
            outcome=EXCUSED,
            by=cast.facilitator,
            reason="Called ahead",
        )
        assert row.reason == ""
        assert history_of(row) == [("+", cast.facilitator, "Called ahead")]

    @pytest.mark.parametrize(
        ("starts_at", "held_on"),
        [
            # Late in Denver it is tomorrow in UTC.
            ("2026-12-01T23:30", dt.date(2026, 12, 1)),
            ("2026-12-02T00:00", dt.date(2026, 12, 2)),
        ],
    )
    def test_a_session_late_in_the_evening_counts_from_its_own_day(
        self, cast: Cast, clock, starts_at: str, held_on: dt.date
    ) -> None:
        begins = dt.datetime.fromisoformat(starts_at).replace(tzinfo=NOW.tzinfo)
        session = make_session(cast.facilitator, starts_at=begins)
        sign_up(session, by=cast.supporter)
        clock.move_to(begins.astimezone(dt.UTC))
        act = {"person": cast.supporter, "outcome": ATTENDED, "by": cast.facilitator}
        assert mark_attendance(session, **act).held_on == held_on

    def test_one_who_waits_may_have_come_to_the_door(self, cast: Cast, session: Session) -> None:
        waiting = Person.objects.get(name="Wes Example")
        mark_attendance(session, person=waiting, outcome=ATTENDED, by=cast.facilitator)
        assert current(session) == {"Wes Example": ("attended", "Fay Example", "")}

    def test_a_mark_in_one_session_says_nothing_of_another(
        self, cast: Cast, session: Session, clock
    ) -> None:
        next_day = make_session(cast.facilitator, days=2)
        sign_up(next_day, by=cast.supporter)
        mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.facilitator)
        clock.shift(DAY)
        # No reason is asked for: it is the first mark of that session.
        row = mark_attendance(
            next_day, person=cast.supporter, outcome=ATTENDED, by=cast.facilitator
        )
        assert (row.supersedes, row.held_on) == (None, days(2))
        assert current(session) == {"Sam Example": ("absent", "Fay Example", "")}

    def test_a_facilitator_marks_in_their_own_session_alone(
        self, cast: Cast, session: Session
    ) -> None:
        other = make_person("Finn Example", roles=[Role.FACILITATOR])
        act = {"person": cast.supporter, "outcome": ATTENDED}
        with pytest.raises(PermissionDenied):
            mark_attendance(session, by=other, **act)
        assert current(session) == {}
        assert mark_attendance(session, by=cast.facilitator, **act).marked_by == cast.facilitator

    def test_each_mark_reaches_the_rooms_above_with_its_day(
        self, cast: Cast, session: Session
    ) -> None:
        with hearing(learned, "person", "on", "by") as heard:
            for person, by in [
                (cast.supporter, cast.facilitator),
                (cast.other_supporter, cast.coordinator),
            ]:
                mark_attendance(session, person=person, outcome=ABSENT, by=by)
        assert heard == [
            (Attendance, cast.supporter, days(1), cast.facilitator),
            (Attendance, cast.other_supporter, days(1), cast.coordinator),
        ]


class TestRefusals:
    def mark(self, session: Session, person: Person, by: Person) -> tuple[str, str | None, str]:
        return refusal(mark_attendance, session, person=person, outcome=ATTENDED, by=by)

    def test_one_who_gave_the_place_back_is_not_marked(self, cast: Cast, clock) -> None:
        session = make_session(cast.facilitator, days=1)
        for person in (cast.supporter, cast.other_supporter):
            sign_up(session, by=person)
        withdraw(session, by=cast.supporter)
        clock.shift(DAY)
        assert self.mark(session, cast.supporter, cast.facilitator) == (
            "not_signed_up",
            None,
            "Sam Example, MD did not sign up.",
        )
        mark_attendance(session, person=cast.other_supporter, outcome=ATTENDED, by=cast.facilitator)
        assert current(session) == {"Sue Example": ("attended", "Fay Example", "")}

    def test_the_door_is_closed_until_half_an_hour_before(self, cast: Cast, clock) -> None:
        session = make_session(cast.facilitator, days=1)
        sign_up(session, by=cast.supporter)
        clock.shift(DAY - 30 * MINUTE - 1)
        assert self.mark(session, cast.supporter, cast.facilitator) == (
            "too_early",
            None,
            "Attendance can be marked from half an hour before the session begins.",
        )
        assert current(session) == {}
        clock.shift(1)
        mark_attendance(session, person=cast.supporter, outcome=ATTENDED, by=cast.facilitator)
        assert current(session) == {"Sam Example": ("attended", "Fay Example", "")}

    def test_one_s_own_mark_is_somebody_else_s_to_make(self, cast: Cast, session: Session) -> None:
        assert self.mark(session, cast.coordinator, cast.coordinator) == (
            "self",
            None,
            "Nobody marks their own attendance. Ask a coordinator to mark yours.",
        )

    def test_a_session_that_did_not_take_place_has_no_attendance(self, cast: Cast, clock) -> None:
        held, off = (make_session(cast.facilitator, days=1) for _ in range(2))
        for each in (held, off):
            sign_up(each, by=cast.supporter)
        cancel_session(off, by=cast.facilitator)
        clock.shift(DAY)
        code, field, sentence = self.mark(off, cast.supporter, cast.facilitator)
        assert (code, field) == ("cancelled", None)
        assert sentence == "This session was called off: nobody attended it."
        mark_attendance(held, person=cast.supporter, outcome=ATTENDED, by=cast.facilitator)
        assert Attendance.objects.get().session == held


class TestCorrecting:
    def test_each_correction_supersedes_the_one_before_it(
        self, cast: Cast, session: Session, clock
    ) -> None:
        first = mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.facilitator)
        clock.shift(MINUTE)
        second = mark_attendance(
            session,
            person=cast.supporter,
            outcome=ATTENDED,
            by=cast.coordinator,
            reason="  Came by the back door ",
            seen=first.pk,
        )
        third = mark_attendance(
            session,
            person=cast.supporter,
            outcome=EXCUSED,
            by=cast.facilitator,
            reason="Left at once",
            seen=second.pk,
        )
        rows = Attendance.objects.order_by("pk").values_list("outcome", "supersedes", "reason")
        assert list(rows) == [
            ("absent", None, ""),
            ("attended", first.pk, "Came by the back door"),
            ("excused", second.pk, "Left at once"),
        ]
        assert current(session) == {"Sam Example": ("excused", "Fay Example", "Left at once")}
        assert history_of(third) == [("+", cast.facilitator, "Left at once")]

    def test_an_older_mark_does_not_hide_what_somebody_corrected_since(
        self, cast: Cast, session: Session
    ) -> None:
        first = mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.facilitator)
        act = {"person": cast.supporter, "by": cast.coordinator, "reason": "Seen inside"}
        second = mark_attendance(session, outcome=ATTENDED, seen=first.pk, **act)
        # The facilitator's page still shows the first mark.
        act = {"person": cast.supporter, "by": cast.facilitator, "reason": "Called ahead"}
        with pytest.raises(Stale) as stale:
            mark_attendance(session, outcome=EXCUSED, seen=first.pk, **act)
        assert (stale.value.field, stale.value.message) == (
            "outcome",
            "Sam Example, MD was marked “Attended” by somebody else meanwhile. "
            "Look again, and save once more if you still disagree.",
        )
        assert mark_attendance(session, outcome=EXCUSED, seen=second.pk, **act).supersedes == second

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_a_correction_without_a_reason_leaves_the_first_mark(
        self, cast: Cast, session: Session, reason: str
    ) -> None:
        first = mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.facilitator)
        act = {"person": cast.supporter, "outcome": ATTENDED, "seen": first.pk}
        assert refusal(mark_attendance, session, by=cast.facilitator, reason=reason, **act) == (
            "reason",
            "reason",
            "Say why Sam Example, MD is marked differently now.",
        )
        assert current(session) == {"Sam Example": ("absent", "Fay Example", "")}

    def test_two_keepers_who_agree_do_not_correct_each_other(
        self, cast: Cast, session: Session
    ) -> None:
        first = mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.facilitator)
        # Their pages showed no mark; the same outcome needs neither a look nor a reason.
        again = mark_attendance(session, person=cast.supporter, outcome=ABSENT, by=cast.coordinator)
        assert (again, history_of(again)) == (
            first,
            [("+", cast.facilitator, "Marked at the door")],
        )

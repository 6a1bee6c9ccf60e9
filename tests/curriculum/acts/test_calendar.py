"""What scheduling, changing and canceling a session leave behind, for one facilitator and for another after them."""

import datetime as dt
import uuid
from typing import Any

import pytest

from curriculum.enums import SessionKind, SignUpStatus, StaffPart
from curriculum.models import Session, SessionStaff
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session, change_session, schedule_session
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from tests.clock import NOW, TODAY, days
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast, make_person, make_supporter
from tests.said import emails, history_of, paragraphs, refusal

MINUTE, DAY = 60, 24 * 3600
SOON = NOW + dt.timedelta(days=3)


@pytest.fixture
def session(cast: Cast) -> Session:
    """A session of two places a week ahead, with one person in it and no email waiting."""
    session = make_session(cast.facilitator)
    sign_up(session, by=cast.supporter)
    OutboxMessage.objects.all().delete()
    return session


def changing(session: Session, by: Person, **changes: Any) -> dict[str, Any]:
    """The arguments of a change by this person; they lead the session afterwards unless said otherwise."""
    facilitator = changes.pop("facilitator", by)
    revision = changes.pop("revision", session.revision)
    terms = make_terms(**{"starts_at": session.starts_at, **changes})
    return {"terms": terms, "facilitator": facilitator, "by": by, "revision": revision}


def parts(session: Session) -> list[tuple]:
    return list(session.staff.order_by("pk").values_list("person__name", "part", "since", "until"))


class TestScheduling:
    def test_a_session_says_what_the_terms_said(self, cast: Cast) -> None:
        token = uuid.uuid4()
        terms = make_terms(
            starts_at=SOON, kind=SessionKind.CHECK_IN, link="https://meet.example/1", place=""
        )
        session = schedule_session(
            terms, facilitator=cast.facilitator, by=cast.coordinator, token=token
        )
        session.refresh_from_db()
        assert (session.kind, session.title, session.place, session.link) == (
            "check_in",
            "Foundational training",
            "",
            "https://meet.example/1",
        )
        assert (session.starts_at, session.minutes, session.capacity) == (SOON, 60, 2)
        assert (session.revision, session.cancelled_at, session.form_token) == (1, None, token)
        assert history_of(session) == [("+", cast.coordinator, "Session scheduled")]
        assert parts(session) == [("Fay Example", StaffPart.FACILITATOR, TODAY, None)]
        assert history_of(session.staff.get()) == [("+", cast.coordinator, "Session scheduled")]

    def test_a_form_sent_twice_makes_one_session_with_one_facilitator(self, cast: Cast) -> None:
        act = {"facilitator": cast.facilitator, "by": cast.coordinator, "token": uuid.uuid4()}
        first = schedule_session(make_terms(starts_at=SOON), **act)
        again = schedule_session(make_terms(starts_at=SOON, title="Typed over"), **act)
        assert (again, again.title) == (first, "Foundational training")
        assert len(parts(first)) == SessionStaff.objects.count() == 1

    def test_without_a_token_each_is_a_session_of_its_own(self, cast: Cast) -> None:
        act = {"facilitator": cast.facilitator, "by": cast.facilitator}
        made = {schedule_session(make_terms(starts_at=SOON), **act).pk for _ in range(2)}
        assert len(made) == 2

    def test_somebody_who_left_facilitates_nothing(self, cast: Cast) -> None:
        gone = make_person("Gail Example", roles=[Role.FACILITATOR])
        end_access(gone, by=None, why="Left")
        terms = make_terms(starts_at=SOON)
        said = ("facilitator", "facilitator", "Choose a facilitator who has access.")
        assert refusal(schedule_session, terms, facilitator=gone, by=cast.coordinator) == said
        assert not Session.objects.exists()
        session = schedule_session(terms, facilitator=cast.facilitator, by=cast.coordinator)
        handed = changing(session, cast.coordinator, facilitator=gone)
        assert refusal(change_session, session, **handed) == said
        assert parts(session) == [("Fay Example", StaffPart.FACILITATOR, TODAY, None)]


class TestChanging:
    def test_everyone_with_a_place_or_waiting_hears_of_a_new_place(
        self, cast: Cast, session: Session
    ) -> None:
        second, waiting, gone = (make_supporter().person for _ in range(3))
        for person in (second, waiting, gone):
            sign_up(session, by=person)
        withdraw(session, by=gone)
        OutboxMessage.objects.all().delete()
        change_session(
            session, **changing(session, cast.facilitator, place="Research building", minutes=45)
        )
        told = {cast.supporter.email, second.email, waiting.email}
        assert sorted(emails()) == sorted((e, "Changed: Foundational training") for e in told)
        assert paragraphs(OutboxMessage.objects.first())[:2] == [
            "The details of “Foundational training” have changed. This is how it stands now:",
            "When: Monday, November 30, 2026, 10:00 a.m. MST (45 minutes) Where: Research building",
        ]

    def test_each_change_counts_and_history_says_whose_it_was(
        self, cast: Cast, session: Session
    ) -> None:
        first = change_session(session, **changing(session, cast.facilitator, title="Another"))
        assert (first.revision, first.title) == (2, "Another")
        second = change_session(
            session,
            **changing(first, cast.coordinator, title="A third", facilitator=cast.facilitator),
        )
        assert (second.revision, second.title) == (3, "A third")
        assert history_of(session) == [
            ("+", cast.facilitator, "Session scheduled"),
            ("~", cast.facilitator, "Session changed"),
            ("~", cast.coordinator, "Session changed"),
        ]
        assert parts(session) == [("Fay Example", StaffPart.FACILITATOR, TODAY, None)]

    @pytest.mark.parametrize("revision", [0, 1, 3])
    def test_only_a_form_of_the_newest_revision_is_taken(
        self, cast: Cast, session: Session, revision: int
    ) -> None:
        change_session(session, **changing(session, cast.coordinator, title="Theirs"))
        mine = changing(session, cast.coordinator, title="Mine", revision=revision)
        assert refusal(change_session, session, **mine) == (
            "stale",
            None,
            "Somebody changed this session while you were writing. What you typed is below; "
            "the session as it is now is on its page.",
        )
        newest = changing(session, cast.coordinator, title="Mine", revision=2)
        assert change_session(session, **newest).title == "Mine"

    def test_the_seats_can_shrink_to_those_who_have_a_place(
        self, cast: Cast, session: Session
    ) -> None:
        for _ in range(2):
            sign_up(session, by=make_supporter().person)
        # Two have a place, the third waits and needs no seat.
        assert refusal(
            change_session, session, **changing(session, cast.facilitator, capacity=1)
        ) == ("capacity", "capacity", "2 people have a place: the session must seat at least 2.")
        change_session(session, **changing(session, cast.facilitator, capacity=2))
        statuses = [place.status for place in session.sign_ups.all()]
        assert statuses == [SignUpStatus.PLACE, SignUpStatus.PLACE, SignUpStatus.WAITING]

    def test_the_kind_is_free_again_when_everyone_withdrew(
        self, cast: Cast, session: Session
    ) -> None:
        other = changing(session, cast.facilitator, kind=SessionKind.CHECK_IN)
        assert refusal(change_session, session, **other) == (
            "kind",
            "kind",
            "People signed up for this kind of session. Call it off and schedule another instead.",
        )
        withdraw(session, by=cast.supporter)
        assert change_session(session, **other).kind == SessionKind.CHECK_IN

    def test_handing_over_twice_on_a_day_leaves_one_facilitator(
        self, cast: Cast, session: Session, clock
    ) -> None:
        finn = make_person("Finn Example", roles=[Role.FACILITATOR])
        clock.shift(DAY)
        for revision, person in enumerate((finn, cast.facilitator), 1):
            act = changing(session, cast.coordinator, facilitator=person, revision=revision)
            change_session(session, **act)
        assert parts(session) == [
            ("Fay Example", "facilitator", TODAY, days(1)),
            ("Finn Example", "facilitator", days(1), days(1)),
            ("Fay Example", "facilitator", days(1), None),
        ]
        assert emails() == []

    def test_a_co_facilitator_stays_whoever_leads(self, cast: Cast, session: Session) -> None:
        cole, finn = (make_person(name, roles=[Role.FACILITATOR]) for name in ("Cole", "Finn"))
        part = {"part": StaffPart.CO_FACILITATOR, "since": TODAY}
        SessionStaff(session=session, person=cole, **part).save()
        for revision, person in enumerate((finn, cast.facilitator), 1):
            act = changing(session, cast.coordinator, facilitator=person, revision=revision)
            change_session(session, **act)
        assert parts(session) == [
            ("Fay Example", "facilitator", TODAY, TODAY),
            ("Cole", "co_facilitator", TODAY, None),
            ("Finn", "facilitator", TODAY, TODAY),
            ("Fay Example", "facilitator", TODAY, None),
        ]

    def test_a_co_facilitator_who_takes_over_leads_and_helps_no_more(
        self, cast: Cast, session: Session, clock
    ) -> None:
        cole = make_person("Cole", roles=[Role.FACILITATOR])
        SessionStaff(
            session=session, person=cole, part=StaffPart.CO_FACILITATOR, since=TODAY
        ).save()
        clock.shift(DAY)
        change_session(session, **changing(session, cast.coordinator, facilitator=cole, revision=1))
        assert parts(session) == [
            ("Fay Example", "facilitator", TODAY, days(1)),
            ("Cole", "co_facilitator", TODAY, days(1)),
            ("Cole", "facilitator", days(1), None),
        ]


class TestOver:
    """A session that was canceled, has begun or was marked is history."""

    def test_each_is_refused_with_its_reason(self, cast: Cast, session: Session, clock) -> None:
        off, begun = make_session(cast.facilitator), make_session(cast.facilitator, days=1)
        marked = make_session(cast.facilitator, starts_at=NOW + dt.timedelta(days=1, minutes=20))
        sign_up(marked, by=cast.supporter)
        cancel_session(off, by=cast.facilitator)
        clock.shift(DAY)
        mark_attendance(marked, person=cast.supporter, outcome="attended", by=cast.facilitator)
        said = {
            off: ("cancelled", None, "This session was called off."),
            begun: ("begun", None, "This session has begun; it can no longer be changed."),
            marked: (
                "marked",
                None,
                "Who came is marked already; this session can no longer be changed.",
            ),
        }
        for each, words in said.items():
            each.refresh_from_db()
            later = changing(each, cast.facilitator, starts_at=NOW + dt.timedelta(days=9))
            assert refusal(change_session, each, **later) == words
        for each in (begun, marked):
            assert refusal(cancel_session, each, by=cast.facilitator) == said[each]
        change_session(session, **changing(session, cast.facilitator, title="Another title"))
        assert cancel_session(session, by=cast.facilitator).cancelled_at is not None

    def test_until_the_second_it_begins_it_can_be_changed_and_canceled(
        self, cast: Cast, clock
    ) -> None:
        session = make_session(cast.facilitator, days=1)
        clock.shift(DAY - 1)
        change_session(session, **changing(session, cast.facilitator, title="Another title"))
        assert cancel_session(session, by=cast.facilitator).revision == 3


class TestCanceling:
    def test_everyone_is_told_once_and_history_says_who_canceled(
        self, cast: Cast, session: Session
    ) -> None:
        waiting = [make_supporter().person for _ in range(2)][-1]
        sign_up(session, by=waiting)
        OutboxMessage.objects.all().delete()
        for by in (cast.coordinator, cast.facilitator):
            off = cancel_session(session, by=by)
            assert (off.cancelled_at, off.revision) == (NOW, 2)
        assert sorted(emails()) == sorted(
            (person.email, "Called off: Foundational training")
            for person in (cast.supporter, waiting)
        )
        assert history_of(session)[1:] == [("~", cast.coordinator, "Session called off")]
        assert paragraphs(OutboxMessage.objects.first())[0] == (
            "“Foundational training” on Monday, November 30, 2026, 10:00 a.m. MST will not take place. "
            "We are sorry for the change. Other dates are under Sessions: http://127.0.0.1:8000/sessions/"
        )

    def test_a_session_canceled_yesterday_keeps_its_moment(
        self, cast: Cast, session: Session, clock
    ) -> None:
        cancel_session(session, by=cast.facilitator)
        clock.shift(30 * DAY)
        assert cancel_session(session, by=cast.coordinator).cancelled_at == NOW

    def test_another_session_of_the_same_people_goes_on(self, cast: Cast, session: Session) -> None:
        other = make_session(cast.facilitator)
        sign_up(other, by=cast.supporter)
        cancel_session(session, by=cast.facilitator)
        other.refresh_from_db()
        assert (other.cancelled_at, other.revision) == (None, 1)
        # The places in the canceled one stay on record.
        assert [place.status for place in session.sign_ups.all()] == [SignUpStatus.PLACE]

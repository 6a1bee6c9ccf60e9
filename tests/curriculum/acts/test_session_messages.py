"""What the buttons and forms of a session say to the one who used them, in the order of a session's life."""

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from curriculum.enums import Outcome, SignUpStatus
from curriculum.models import Attendance, Session
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import cancel_session
from portal.accounts.models import Person
from portal.common.models import OutboxMessage
from tests.clock import NOW, TODAY, ZONE
from tests.curriculum.sessions import make_session
from tests.factories import Cast, make_supporter, sign_in
from tests.said import emails

pytestmark = pytest.mark.django_db

DAY, MINUTE = 24 * 3600, 60


def press(person: Person, name: str, session: Session) -> list[str]:
    """Press a button of the session; the messages on the page that follows."""
    address = reverse(f"curriculum:{name}", args=[session.pk])
    return messages(sign_in(person).post(address, follow=True))


def messages(response) -> list[str]:  # type: ignore[no-untyped-def]
    return [str(message) for message in response.context["messages"]]


def main(client: Client, address: str) -> BeautifulSoup:
    page = client.get(address)
    assert page.status_code == 200
    return BeautifulSoup(page.content, "html.parser").main


def words(part: BeautifulSoup) -> str:
    return " ".join(part.get_text(" ").split())


def buttons(person: Person, session: Session) -> list[str]:
    shown = main(sign_in(person), session.get_absolute_url())
    return [words(button) for button in shown.find_all("button")]


def links(person: Person, session: Session) -> list[str]:
    shown = main(sign_in(person), session.get_absolute_url())
    return [words(link) for link in shown.select("ul.nhsuk-list a")]


def filled(facilitator: Person, **changes: object) -> dict[str, object]:
    return {
        "kind": "foundational",
        "title": "An evening",
        "date": "2026-12-01",
        "time": "17:00",
        "minutes": "60",
        "capacity": "12",
        "place": "Room 2",
        "link": "",
        "facilitator": facilitator.pk,
        "token": str(uuid.uuid4()),
        **changes,
    }


class TestSigningUp:
    def test_each_press_says_what_came_of_it(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        steps = [
            (cast.supporter, "sign_up", "You have a place. We sent you the details."),
            (cast.other_supporter, "sign_up", "The session is full. You are on the waitlist."),
            (cast.supporter, "withdraw", "You are no longer signed up for this session."),
            (cast.other_supporter, "sign_up", "You have a place. We sent you the details."),
        ]
        for person, name, said in steps[:3]:
            assert press(person, name, session) == [said]
        # The place came by itself meanwhile; pressing once more tells of it.
        assert press(*steps[3][:2], session) == [steps[3][2]]
        statuses = session.sign_ups.order_by("pk").values_list("status", flat=True)
        assert list(statuses) == [SignUpStatus.WITHDRAWN, SignUpStatus.PLACE]

    def test_the_button_is_the_one_thing_that_can_be_done(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        assert buttons(cast.supporter, session) == ["Sign up"]
        sign_up(session, by=cast.supporter)
        assert buttons(cast.supporter, session) == ["Give my place back"]
        assert buttons(cast.other_supporter, session) == ["Join the waitlist"]
        sign_up(session, by=cast.other_supporter)
        assert buttons(cast.other_supporter, session) == ["Leave the waitlist"]
        for keeper in (cast.facilitator, cast.coordinator):
            assert buttons(keeper, session) == []

    def test_too_late_is_said_on_the_page(self, cast: Cast, clock) -> None:
        session, off = make_session(cast.facilitator, days=1), make_session(cast.facilitator)
        sign_up(session, by=cast.supporter)
        cancel_session(off, by=cast.facilitator)
        assert press(cast.supporter, "sign_up", off) == [
            "This session was called off. Choose another one."
        ]
        clock.shift(DAY)
        assert press(cast.other_supporter, "sign_up", session) == [
            "This session has begun. Choose another one."
        ]
        assert press(cast.supporter, "withdraw", session) == [
            "It is too late to give the place back: talk to the facilitator."
        ]
        assert session.sign_ups.get().status == SignUpStatus.PLACE
        assert [buttons(cast.supporter, each) for each in (session, off)] == [[], []]


class TestKeeping:
    def test_the_keeper_finds_what_can_be_done_at_each_stage(self, cast: Cast, clock) -> None:
        session = make_session(cast.facilitator, days=1)
        coming = ["Roster and attendance", "Change the session", "Call the session off"]
        for keeper in (cast.facilitator, cast.coordinator):
            assert links(keeper, session) == coming
        assert links(cast.supporter, session) == []
        clock.shift(DAY)
        assert links(cast.facilitator, session) == ["Roster and attendance"]

    def test_scheduling_says_so_and_opens_the_session(self, cast: Cast) -> None:
        page = sign_in(cast.facilitator).post(
            reverse("curriculum:session_new"), filled(cast.facilitator), follow=True
        )
        session = Session.objects.get()
        assert page.redirect_chain == [(session.get_absolute_url(), 302)]
        assert messages(page) == ["The session is on the calendar."]
        assert (session.title, session.starts_at, session.capacity) == (
            "An evening",
            dt.datetime(2026, 12, 1, 17, 0, tzinfo=ZONE),
            12,
        )

    @pytest.mark.parametrize(
        ("people", "change", "said"),
        [
            (0, {"place": "Room 9"}, "The session is changed."),
            (1, {"title": "Another"}, "The session is changed."),
            (
                1,
                {"place": "Room 9"},
                "The session is changed. We’ll email everyone who signed up.",
            ),
        ],
    )
    def test_a_change_says_whether_people_are_told(
        self, cast: Cast, people: int, change: dict, said: str
    ) -> None:
        session = make_session(
            cast.facilitator,
            title="An evening",
            place="Room 2",
            starts_at=dt.datetime(2026, 12, 1, 17, 0, tzinfo=ZONE),
        )
        for person in [cast.supporter][:people]:
            sign_up(session, by=person)
        OutboxMessage.objects.all().delete()
        address = reverse("curriculum:session_edit", args=[session.pk])
        form = filled(cast.facilitator, revision=1, **change)
        page = sign_in(cast.facilitator).post(address, form, follow=True)
        assert messages(page) == [said]
        assert len(emails()) == ("mail" in said)

    def test_a_session_is_called_off_after_being_asked(self, cast: Cast) -> None:
        session = make_session(cast.facilitator)
        sign_up(session, by=cast.supporter)
        OutboxMessage.objects.all().delete()
        client, address = (
            sign_in(cast.facilitator),
            reverse("curriculum:session_cancel", args=[session.pk]),
        )
        client.get(address)
        session.refresh_from_db()
        assert (session.cancelled_at, emails()) == (None, [])
        assert messages(client.post(address, follow=True)) == [
            "The session is called off. We’ll email everyone who signed up."
        ]
        assert messages(client.post(address, follow=True)) == [
            "This session was called off: it can no longer be changed."
        ]
        session.refresh_from_db()
        assert session.cancelled_at == NOW
        assert emails() == [(cast.supporter.email, "Called off: Foundational training")]


class TestRoster:
    @pytest.fixture
    def session(self, cast: Cast) -> Session:
        """Two places, taken, and one person who waits."""
        session = make_session(cast.facilitator, days=1)
        people = cast.supporter, cast.other_supporter, make_supporter("Wes Example").person
        for person in people:
            sign_up(session, by=person)
        return session

    def roster(self, session: Session) -> str:
        return reverse("curriculum:roster", args=[session.pk])

    def test_before_the_door_opens_it_lists_who_comes(
        self, cast: Cast, session: Session, clock
    ) -> None:
        shown = main(sign_in(cast.facilitator), self.roster(session))
        assert "You can mark attendance from Tuesday, November 24, 2026, 9:30 a.m. MST." in (
            words(shown)
        )
        assert [words(line) for line in shown.select("ol li")] == [
            "Sam Example, MD",
            "Sue Example, MD",
            "Wes Example, MD Waitlist",
        ]
        assert shown.find("form") is None
        clock.shift(DAY - 30 * MINUTE)
        shown = main(sign_in(cast.facilitator), self.roster(session))
        assert [words(button) for button in shown.find_all("button")] == ["Save attendance"]

    def test_saving_says_how_many_and_only_what_differs_is_saved(
        self, cast: Cast, session: Session, clock
    ) -> None:
        clock.shift(DAY)
        sam, sue = cast.supporter.pk, cast.other_supporter.pk
        client = sign_in(cast.facilitator)

        def save(**marks: str) -> list[str]:
            return messages(client.post(self.roster(session), marks, follow=True))

        assert save() == ["Nothing was changed."]
        marks = {f"p{sam}-outcome": "attended", f"p{sue}-outcome": "absent"}
        assert save(**marks) == ["Saved: 2 people marked."]
        rows = {row.person_id: row for row in Attendance.objects.all()}
        seen = {f"p{person}-seen": row.pk for person, row in rows.items()}
        assert save(**marks, **seen) == ["Nothing was changed."]
        late = {f"p{sue}-outcome": "attended", f"p{sue}-reason": "Came late"}
        assert save(**marks | late, **seen) == ["Saved: 1 person marked."]
        marked = Attendance.objects.filter(superseded_by=None).order_by("pk")
        assert list(marked.values_list("person", "outcome", "reason", "held_on")) == [
            (sam, "attended", "", TODAY + dt.timedelta(days=1)),
            (sue, "attended", "Came late", TODAY + dt.timedelta(days=1)),
        ]

    def test_one_refused_line_keeps_every_line_from_being_saved(
        self, cast: Cast, session: Session, clock
    ) -> None:
        clock.shift(DAY)
        sam, sue = cast.supporter, cast.other_supporter
        mark_attendance(session, person=sue, outcome=Outcome.ATTENDED, by=cast.coordinator)
        sent = {f"p{sam.pk}-outcome": "attended", f"p{sue.pk}-outcome": "absent"}
        page = sign_in(cast.facilitator).post(self.roster(session), sent)
        forms = {form.prefix: form.errors for form in page.context["forms"]}
        assert forms[f"p{sam.pk}"] == {}
        assert forms[f"p{sue.pk}"] == {
            "outcome": [
                "Sue Example, MD was marked “Attended” by somebody else meanwhile. "
                "Look again, and save once more if you still disagree."
            ]
        }
        assert Attendance.objects.get().person == sue

    def test_nobody_signed_up_and_called_off_say_so(self, cast: Cast, session: Session) -> None:
        empty = make_session(cast.facilitator)
        client = sign_in(cast.facilitator)
        assert "Nobody has signed up" in words(main(client, self.roster(empty)))
        cancel_session(session, by=cast.facilitator)
        assert "This session was called off, so there is no attendance to mark." in words(
            main(client, self.roster(session))
        )

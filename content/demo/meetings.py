"""The demonstration's live sessions: past ones with attendance, upcoming ones, and one that was cancelled."""

import datetime as dt
from typing import NamedTuple

from content.demo.calendar import Calendar
from content.demo.cast import Cast
from content.demo.people import CASEY, JORDAN
from curriculum.enums import Outcome, SessionKind, SignUpStatus
from curriculum.models import Session
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session, schedule_session
from curriculum.validators import SessionTerms
from portal.accounts.models import Person

FOUNDATIONAL = "Foundational training: the conversation"
LATEST, COMING, FULL, SKILLS, CANCELLED = "latest", "coming", "full", "skills", "cancelled"


class Plan(NamedTuple):
    """A session: when it is (days ago; negative: to come), how long before it was scheduled, and where."""

    days_ago: int
    scheduled_before: int
    capacity: int
    place: str
    link: str = ""
    kind: SessionKind = SessionKind.FOUNDATIONAL
    title: str = FOUNDATIONAL


# The past foundational sessions have the number of the group that trained with them.
PLANS: dict[int | str, Plan] = {
    0: Plan(830, 60, 12, "Conference center, room A"),
    1: Plan(545, 60, 16, "Conference center, room A"),
    2: Plan(330, 60, 16, "Colorado Springs, classroom 2"),
    3: Plan(150, 60, 16, "Conference center, room B"),
    4: Plan(40, 60, 16, "Conference center, room B"),
    LATEST: Plan(1, 45, 12, "Conference center, room A"),
    FULL: Plan(-9, 40, 2, "Colorado Springs, classroom 2"),
    COMING: Plan(-23, 45, 16, "", "https://video.demo.invalid/peer-support"),
    SKILLS: Plan(
        -37,
        60,
        20,
        "Conference center, room B",
        kind=SessionKind.SKILL_BUILDING,
        title="Skill-building: opening the conversation",
    ),
    CANCELLED: Plan(-16, 40, 12, "Conference center, room A"),
}
CALLED_OFF_DAYS_AGO = 4


class Meetings:
    """The sessions, each made when its time in the calendar comes."""

    def __init__(self, calendar: Calendar, cast: Cast) -> None:
        self.calendar = calendar
        self.facilitator = cast.people[JORDAN]
        self.coordinator = cast.people[CASEY]
        self._made: dict[int | str, Session] = {}

    def schedule_all(self) -> None:
        """Note in the calendar when each session is scheduled, held and cancelled."""
        for key, plan in PLANS.items():
            self._note(key, plan)
        self.calendar.at(
            self.calendar.moment(CALLED_OFF_DAYS_AGO, 15),
            lambda: cancel_session(self._made[CANCELLED], by=self.coordinator),
        )

    def begins(self, key: int | str) -> dt.datetime:
        return self.calendar.moment(PLANS[key].days_ago, 12)

    def sign_up(self, key: int | str, person: Person) -> None:
        sign_up(self._made[key], by=person)

    def withdraw(self, key: int | str, person: Person) -> None:
        withdraw(self._made[key], by=person)

    def mark(self, key: int | str, outcomes: dict[Person, Outcome]) -> None:
        """Mark people with a place as attended, unless `outcomes` says otherwise."""
        session = self._made[key]
        for place in session.sign_ups.filter(status=SignUpStatus.PLACE).select_related("person"):
            outcome = outcomes.get(place.person, Outcome.ATTENDED)
            mark_attendance(session, person=place.person, outcome=outcome, by=self.facilitator)

    def correct(self, key: int | str, person: Person, outcome: Outcome, reason: str) -> None:
        """Mark somebody differently afterwards."""
        session = self._made[key]
        marked = session.attendance.get(person=person, superseded_by=None)
        mark_attendance(
            session,
            person=person,
            outcome=outcome,
            by=self.facilitator,
            reason=reason,
            seen=marked.pk,
        )

    def _note(self, key: int | str, plan: Plan) -> None:
        def schedule() -> None:
            self._made[key] = schedule_session(
                SessionTerms(
                    kind=plan.kind,
                    title=plan.title,
                    place=plan.place,
                    link=plan.link,
                    starts_at=self.begins(key),
                    minutes=120,
                    capacity=plan.capacity,
                ),
                facilitator=self.facilitator,
                by=self.coordinator,
            )

        announced = self.calendar.moment(plan.days_ago + plan.scheduled_before, 8)
        self.calendar.at(announced, schedule)

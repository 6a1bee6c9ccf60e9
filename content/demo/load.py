"""Loading the demonstration: the program as of its beginning, the people, and what they did since."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from django.db import transaction

from certification.models import Policy
from certification.services.projecting import turn_over
from certification.services.standing import reassess_all
from content.demo import study
from content.demo.calendar import Calendar
from content.demo.cast import Cast, open_accounts, sign_ins_to_be
from content.demo.meetings import COMING, Meetings
from content.demo.people import COHORT, OVERLOOKED, RESTED, ROBIN, UNDECIDED, Stage
from content.demo.stages import tell
from content.demo.story import Story
from content.starter.loading import load_program
from curriculum.enums import Outcome
from portal.accounts.models import Person
from portal.accounts.sign_ins import write_sign_ins
from portal.common.errors import Refusal
from portal.common.installation import mark_as_demonstration
from portal.common.time import as_of, today

BEGAN_DAYS_AGO = 912
# From here on something runs out or ends by its date; before, every change of standing has its act.
DATES_PASS_DAYS_AGO = 147
Say = Callable[[str], None]


def is_loaded() -> bool:
    """Whether the demonstration is here: it is loaded as a whole or not at all."""
    return Person.objects.filter(email=ROBIN.email).exists()


def load(say: Say) -> None:
    """Load everything in one transaction, oldest act first, then write var/demo.json.

    Refuses where the database holds people already (`people`), and where the program was loaded before without a past
    (`program_too_young`): nobody can have finished a module before it was published.
    """
    _refuse_people()
    calendar = Calendar(today())
    begin = calendar.moment(BEGAN_DAYS_AGO, 7)
    sign_ins = sign_ins_to_be()
    with transaction.atomic():
        with as_of(begin):
            _load_program(say)
            say("Accounts")
            cast = open_accounts(today(), sign_ins)
        _tell_everything(calendar, cast)
        calendar.play(say)
        turn_over()
        mark_as_demonstration()
    write_sign_ins(sign_ins)


def _refuse_people() -> None:
    if Person.objects.exists():
        raise Refusal(
            "This database holds people already, and invented ones have no place among them. Name an empty database for the "
            "demonstration, for example DATABASE_URL=sqlite:////tmp/try.sqlite3.",
            code="people",
        )


def _load_program(say: Say) -> None:
    first = Policy.objects.order_by("in_force_from").first()
    if first is None:
        say("Starter program")
        load_program()
    elif first.in_force_from > today():
        raise Refusal(
            f"The program here began on {first.in_force_from}, and the demonstration needs one with a past. "
            "Load the demonstration into an empty database: it brings the program along.",
            code="program_too_young",
        )


def _tell_everything(calendar: Calendar, cast: Cast) -> None:
    """Note in the calendar what everybody did, and what the portal entered as dates passed."""
    meetings = Meetings(calendar, cast)
    meetings.schedule_all()
    course = study.whole_course()
    stories = [Story(calendar, cast, meetings, course, colleague) for colleague in COHORT]
    for story in stories:
        tell(story)
    _mark_attendance(calendar, meetings, stories)
    _vary(stories)
    for days_ago in range(DATES_PASS_DAYS_AGO, 0, -7):
        calendar.at(calendar.moment(days_ago, 6), lambda: reassess_all(by=None))


def _mark_attendance(calendar: Calendar, meetings: Meetings, stories: list[Story]) -> None:
    """At the door of every past session but the latest, which waits for its facilitator; one correction."""
    outcomes = {Stage.ABSENT: Outcome.ABSENT, Stage.EXCUSED: Outcome.EXCUSED}
    said = {story.person: outcomes[story.stage] for story in stories if story.stage in outcomes}
    overlooked = next(story for story in stories if story.colleague == OVERLOOKED)
    for group in range(5):
        calendar.at(
            meetings.begins(group) + dt.timedelta(minutes=125),
            partial(meetings.mark, group, said | {overlooked.person: Outcome.ABSENT}),
        )
    group = overlooked.colleague.group
    calendar.at(
        meetings.begins(group) + dt.timedelta(minutes=150),
        lambda: meetings.correct(
            group, overlooked.person, Outcome.ATTENDED, "Came in late, and was overlooked"
        ),
    )


def _vary(stories: list[Story]) -> None:
    """Somebody gave a place back; somebody paused once and came back."""
    for story in stories:
        if story.colleague == UNDECIDED:
            story.signs_up(8, COMING)
            story.withdraws(5, COMING)
        if story.colleague == RESTED:
            story.pauses(200, back_in=-140)

"""What people did to get where they are: for each stage its acts, in days before today."""

from collections.abc import Callable
from functools import partial

from content.demo.meetings import COMING, FULL, LATEST, PLANS
from content.demo.people import Stage
from content.demo.story import Story

MODULES = 8


def tell(story: Story) -> None:
    """Note everything that a colleague did in the calendar."""
    _STAGES[story.stage](story)


def _nominated(story: Story) -> None:
    story.nominated(7)


def _closed(story: Story) -> None:
    story.nominated(21)
    story.is_closed(19)


def _declined(story: Story) -> None:
    story.nominated(63)
    story.answers(60, accept=False)


def _accepted(story: Story) -> None:
    story.nominated(9)
    story.answers(3)


def _attested(story: Story) -> None:
    story.nominated(16)
    story.answers(14)
    story.attested(10)


def _reading(story: Story) -> None:
    """The group says how far: three, one or five modules, and half of the next one."""
    done = {0: 3, 1: 1, 2: 5}[story.colleague.group]
    story.nominated(34)
    story.answers(30)
    story.attested(26)
    story.learns(22, 3, modules=done)
    story.stops_in_the_middle(2, module=done)


def _trained(story: Story, session_days_ago: int) -> None:
    """Everything before the live session."""
    earlier = session_days_ago + story.pace
    story.nominated(earlier + 45)
    story.answers(earlier + 42)
    if story.stage != Stage.WANTS_GOOD_STANDING:
        story.attested(earlier + 37)
    story.learns(earlier + 34, session_days_ago + 4 + story.pace % 3, modules=MODULES)


def _waits_for_a_session(story: Story, key: str | None) -> None:
    _trained(story, 12)
    if key:
        story.signs_up(4, key)


def _with_their_group(story: Story) -> int:
    """Trained, and in the session of their group; says how many days ago that was."""
    group = story.colleague.group
    days_ago = PLANS[group].days_ago
    _trained(story, days_ago)
    story.signs_up(days_ago + 12, group)
    return days_ago


def _went_to_the_latest(story: Story) -> None:
    _trained(story, PLANS[LATEST].days_ago + 3)
    story.signs_up(5, LATEST)


def _certified(story: Story) -> int:
    """Says how many days ago the certificate was issued."""
    days_ago = _with_their_group(story) - 2 - story.pace % 3
    story.accepts_expectations(days_ago)
    return days_ago


def _not_endorsed(story: Story) -> None:
    story.endorsed(_certified(story) - 6 - story.pace, decline=True)


def _active(story: Story) -> None:
    story.endorsed(_certified(story) - 6 - story.pace)


def _paused(story: Story) -> None:
    _active(story)
    story.pauses(19, back_in=None if story.colleague.group == 1 else 40)


def _withdrawn(story: Story) -> None:
    _active(story)
    story.loses_endorsement(26)


def _revoked(story: Story) -> None:
    _active(story)
    story.was_not_there(5)


def _left(story: Story) -> None:
    _active(story)
    story.leaves(58)


_STAGES: dict[Stage | None, Callable[[Story], object]] = {
    None: lambda story: None,
    Stage.NOMINATED: _nominated,
    Stage.NO_ACCOUNT: _nominated,
    Stage.CLOSED: _closed,
    Stage.DECLINED: _declined,
    Stage.ACCEPTED: _accepted,
    Stage.ATTESTED: _attested,
    Stage.READING: _reading,
    Stage.WANTS_SESSION: partial(_waits_for_a_session, key=None),
    Stage.HAS_PLACE: partial(_waits_for_a_session, key=COMING),
    Stage.FULL: partial(_waits_for_a_session, key=FULL),
    Stage.WENT_YESTERDAY: _went_to_the_latest,
    Stage.ABSENT: _with_their_group,
    Stage.EXCUSED: _with_their_group,
    Stage.WANTS_EXPECTATIONS: _with_their_group,
    Stage.WANTS_GOOD_STANDING: _certified,
    Stage.CERTIFIED: _certified,
    Stage.NOT_ENDORSED: _not_endorsed,
    Stage.ACTIVE: _active,
    Stage.PAUSED: _paused,
    Stage.WITHDRAWN: _withdrawn,
    Stage.REVOKED: _revoked,
    Stage.LAPSED: _active,
    Stage.LEFT: _left,
}

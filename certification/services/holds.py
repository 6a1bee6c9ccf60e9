"""Writes of holds: a dated pause of a supporter, without a reason.

Why somebody pauses is nobody's business, so there is no place to write it. A hold has weight: it leaves
history, and the change of standing that it causes is in the ledger.
"""

import datetime as dt

from django.utils.translation import gettext as _

from certification.models import Hold, Supporter
from certification.rules.requirements.no_hold import HOLD
from certification.services.standing import reassess
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal, Stale
from portal.common.intervals import overlaps
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.permissions import require
from portal.common.time import today
from portal.common.words import day

# Further away it is a slip of the finger.
A_YEAR = dt.timedelta(days=366)


def place_hold(supporter: Supporter, *, since: dt.date, until: dt.date | None, by: Person) -> Hold:
    """Pause a supporter from `since` up to, not including, `until` (None: until somebody ends it).

    The supporter is told the days. Refuses one that begins in the past (`past`: it would change where somebody stood
    then) or more than a year from today (`far`), that ends before or on the day on which it begins (`order`) or
    overlaps another (`overlap`). Requires `hold.place` (PermissionDenied).
    """
    require(by, "hold.place")
    if since < today():
        raise Refusal(
            _("A hold begins today or later: the days before stay as they were."),
            code="past",
            field="since",
        )
    if since - today() > A_YEAR:
        raise Refusal(_("Choose a day within a year of today."), code="far", field="since")
    if until is not None and until <= since:
        raise Refusal(
            _("The first day back must be after the first day of the hold."),
            code="order",
            field="until",
        )
    with recorded(by=by, why="Hold placed"):
        locked = lock(supporter, "person")
        same = Hold.objects.filter(supporter=locked, since=since, until=until, placed_by=by).last()
        if same is not None:
            # The same form sent twice.
            return same
        other = _overlapping(locked, since, until)
        if other is not None:
            raise Refusal(
                _("There is a hold from %(span)s already. End it first, or choose other days.")
                % {"span": _span(other)},
                code="overlap",
                field="since",
            )
        hold = Hold(supporter=locked, since=since, until=until, placed_by=by)
        hold.save()
        _tell(hold, "hold_placed")
        reassess(locked, by=by, kinds=[HOLD])
    return hold


def end_hold(hold: Hold, *, until: dt.date, seen_until: dt.date | None, by: Person) -> Hold:
    """End a hold: `until` is the first day back, today or later; a hold that has not begun ends on its first day.

    `seen_until` is the end that the person saw: refuses as stale when somebody changed it since. Refuses a day in
    the past (`past`), a hold that is over (`over`), a day after the end that is set (`longer`), and ending one's own
    (`self`). Requires `hold.place` (PermissionDenied).
    """
    require(by, "hold.place")
    with recorded(by=by, why="Hold ended"):
        locked = lock(hold.supporter, "person")
        current = Hold.objects.get(pk=hold.pk)
        if locked.person_id == by.pk:
            raise Refusal(_("Nobody ends their own hold. Ask another coordinator."), code="self")
        if current.until == until and current.until != seen_until and _ended_by(current, by):
            # The same form sent twice.
            return current
        _check_can_end(current, until, seen_until)
        current.until = max(until, current.since) if current.since <= today() else current.since
        current.save()
        _tell(current, "hold_ended")
        reassess(locked, by=by, kinds=[HOLD])
    return current


def _ended_by(hold: Hold, person: Person) -> bool:
    return bool(hold.history.latest().history_user_id == person.pk)


def _tell(hold: Hold, template: str) -> None:
    person = hold.supporter.person
    post(person.email, _("About your pause"), template, name=person.name, hold=hold)


def _check_can_end(hold: Hold, until: dt.date, seen_until: dt.date | None) -> None:
    if hold.until is not None and hold.until <= max(today(), hold.since):
        raise Refusal(_("This hold is over already."), code="over", field="until")
    if hold.until != seen_until:
        raise Stale(
            _("Somebody changed this hold while you looked at it. Check its days and try again.")
        )
    if until < today():
        raise Refusal(_("Choose today or a later day."), code="past", field="until")
    if hold.until is not None and until > hold.until:
        raise Refusal(
            _(
                "This is after the end that is set. To pause longer, place another hold from that day."
            ),
            code="longer",
            field="until",
        )


def _overlapping(supporter: Supporter, since: dt.date, until: dt.date | None) -> Hold | None:
    return Hold.objects.filter(overlaps(since, until), supporter=supporter).first()


def _span(hold: Hold) -> str:
    begins = day(hold.since)
    if hold.until is None:
        return f"{begins} without an end"
    return f"{begins} until {day(hold.until)}"

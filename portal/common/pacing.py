"""How often one person is emailed about what others can cause as often as they like, and what is joined into one email."""

import datetime as dt
from typing import NamedTuple

from portal.common.models import OutboxMessage

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
# Emails of these kinds follow from an act that can be repeated at will: asking for a password, nominating and declining,
# signing up and withdrawing.
LIMITED = {
    "password_reset",
    "nominated",
    "account_needed",
    "nomination_declined",
    "session_place",
    "session_waiting",
    "session_promoted",
}
# Of these only the last about the same goes out, and of one kind no second within an hour.
JOINED = {"session_changed", "session_cancelled", "email_refused"}
IN_AN_HOUR, IN_A_DAY = 3, 10
TOO_MANY, OVERTAKEN = "Too many of this kind to this address", "A later one says how it is now"


class Pace(NamedTuple):
    """What is decided of a message: send it now (neither), wait until `when`, or leave it out for the reason `dropped`."""

    when: dt.datetime | None = None
    dropped: str = ""


def pace_of(message: OutboxMessage, moment: dt.datetime) -> Pace:
    """What to do with a message that could be sent at this moment."""
    if message.kind in JOINED and message.about:
        return _joined(message, moment)
    if message.kind in LIMITED and _is_too_many(message, moment):
        return Pace(dropped=TOO_MANY)
    return Pace()


def _is_too_many(message: OutboxMessage, moment: dt.datetime) -> bool:
    """Counted for what it is about: whoever takes a place in four sessions is told of each."""
    sent = OutboxMessage.objects.filter(
        recipient__iexact=message.recipient,
        kind=message.kind,
        about=message.about,
        sent_at__gt=moment - DAY,
    )
    times = list(sent.values_list("sent_at", flat=True))
    in_the_hour = sum(each > moment - HOUR for each in times if each)
    return in_the_hour >= IN_AN_HOUR or len(times) >= IN_A_DAY


def _joined(message: OutboxMessage, moment: dt.datetime) -> Pace:
    same = OutboxMessage.objects.filter(
        recipient=message.recipient, about=message.about, kind__in=JOINED
    )
    if same.filter(pk__gt=message.pk, ended_at__isnull=True).exists():
        return Pace(dropped=OVERTAKEN)
    before = same.filter(kind=message.kind, sent_at__gt=moment - HOUR).order_by("-sent_at").first()
    return Pace(when=before.sent_at + HOUR) if before and before.sent_at else Pace()

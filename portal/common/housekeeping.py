"""What would stay in the database for ever, though nobody needs it: sessions that ended, tasks that were run, counts that are over."""

import datetime as dt
from typing import NamedTuple

from django.contrib.sessions.models import Session
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from portal.common.kept_forms import forget_old
from portal.common.throttle import forget_ended
from portal.common.time import now

# What somebody sent after their session ended is kept for them if that session is still known: somebody
# people who left a form open before a long weekend find it (portal.common.kept_forms).
SESSIONS_KEPT = dt.timedelta(days=7)
# As long as we keep trying to send the email that a task is about.
TASKS_KEPT = dt.timedelta(days=14)


class Cleared(NamedTuple):
    """How many rows were removed, and from how many sessions what was kept too long."""

    sessions: int
    tasks: int
    kept: int
    tallies: int


def clear_away() -> Cleared:
    """Remove sessions that ended a week ago, and tasks that ended two weeks ago or were begun then and never ended.

    What is left of the sessions keeps no form longer than its minutes, and nothing is counted after its window.

    People who are signed in stay signed in, and a task that waits is run.
    """
    moment = now()
    sessions = Session.objects.filter(expire_date__lte=moment - SESSIONS_KEPT).delete()[0]
    old = moment - TASKS_KEPT
    # A worker that was killed leaves its task as one that runs.
    ended = Q(finished_at__lte=old) | Q(finished_at=None, started_at__lte=old)
    tasks = DBTaskResult.objects.filter(ended).delete()[0]
    return Cleared(sessions, tasks, forget_old(), forget_ended())

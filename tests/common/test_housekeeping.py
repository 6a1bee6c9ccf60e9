"""What has ended is cleared away in time; what is in use, or could still be asked for, stays."""

import datetime as dt

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.common.housekeeping import SESSIONS_KEPT, TASKS_KEPT, clear_away
from portal.common.models import Tally
from portal.common.throttle import count
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def make_session(ended: dt.timedelta) -> str:
    """A session that ended so long ago."""
    session = SessionStore()
    session.save()
    row = Session.objects.get(session_key=session.session_key)
    row.expire_date = timezone.now() - ended
    row.save()
    return row.session_key


def make_task(
    status: TaskResultStatus,
    finished: dt.timedelta | None = None,
    started: dt.timedelta | None = None,
) -> DBTaskResult:
    """A task that began and ended so long ago."""
    moment = timezone.now()
    return DBTaskResult.objects.create(
        status=status,
        started_at=moment - started if started else None,
        finished_at=moment - finished if finished else None,
        args_kwargs={"args": [1], "kwargs": {}},
        task_path="portal.common.delivery.deliver_later",
        backend_name="default",
        run_after=moment,
    )


def test_a_session_goes_a_week_after_it_ended() -> None:
    person = sign_in(make_person())
    recent = make_session(SESSIONS_KEPT - SECOND)
    make_session(SESSIONS_KEPT)
    make_session(SESSIONS_KEPT * 10)
    assert clear_away() == (2, 0, 0, 0)
    assert person.get("/my/").status_code == 200
    assert Session.objects.filter(session_key=recent).exists()
    assert clear_away() == (0, 0, 0, 0)


def test_a_task_goes_two_weeks_after_it_ended_or_was_left() -> None:
    long, young = TASKS_KEPT * 2, TASKS_KEPT - SECOND
    kept = {
        make_task(TaskResultStatus.READY).pk,
        make_task(TaskResultStatus.RUNNING, started=young).pk,
        make_task(TaskResultStatus.FAILED, finished=young, started=long).pk,
        make_task(TaskResultStatus.SUCCESSFUL, finished=young, started=young).pk,
    }
    make_task(TaskResultStatus.RUNNING, started=TASKS_KEPT)
    make_task(TaskResultStatus.FAILED, finished=TASKS_KEPT, started=long)
    make_task(TaskResultStatus.SUCCESSFUL, finished=TASKS_KEPT, started=long)
    assert clear_away() == (0, 3, 0, 0)
    assert {*DBTaskResult.objects.values_list("pk", flat=True)} == kept


def test_a_count_goes_when_its_window_is_over(clock) -> None:  # type: ignore[no-untyped-def]
    count("a", seconds=60)
    clock.shift(30)
    count("b", seconds=60)
    clock.shift(30)
    assert clear_away() == (0, 0, 0, 1)
    assert [*Tally.objects.values_list("key", flat=True)] == ["b"]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_for_one_and_three(number: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for each in range(number):
        make_session(SESSIONS_KEPT)
        count(str(each), seconds=0)
        make_task(TaskResultStatus.SUCCESSFUL, finished=TASKS_KEPT, started=TASKS_KEPT)
    with django_assert_num_queries(4):
        assert clear_away() == (number, number, 0, number)

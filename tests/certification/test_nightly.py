"""The nightly work: once a date whoever begins it, never for a date that has not come, and again where it did not end."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certification.models import LedgerEntry
from certification.services import nightly
from certification.services.nightly import (
    AGAIN_AFTER,
    begin_if_due,
    do_now,
    is_due,
    require_no_gap,
)
from portal.common.errors import Refusal
from portal.common.models import NightlyRun, OutboxMessage
from portal.common.time import now, today
from tests.clock import TODAY, at
from tests.races import at_once, errors_in

pytestmark = pytest.mark.django_db


def test_it_begins_at_half_past_three_in_the_programs_zone_once() -> None:
    with at("2026-11-24T03:29"):
        assert (is_due(), begin_if_due()) == (False, None)
    with at("2026-11-24T03:30"):
        assert is_due()
        assert begin_if_due() is not None
        assert (is_due(), begin_if_due()) == (False, None)
        run = NightlyRun.objects.get()
        assert (run.on, run.began_at, run.ended_at) == (today(), now(), now())
    with at("2026-11-25"):
        # The machine was away at night.
        assert begin_if_due() is not None


def test_one_that_died_is_begun_again_after_an_hour(monkeypatch, clock) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(nightly, "reconcile", killed)
    with pytest.raises(KeyboardInterrupt):
        begin_if_due()
    monkeypatch.undo()
    assert begin_if_due() is None
    clock.shift(AGAIN_AFTER + dt.timedelta(seconds=1))
    assert begin_if_due() is not None
    assert NightlyRun.objects.get().ended_at == now()


def killed() -> None:
    raise KeyboardInterrupt


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_do_it_once(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    done: list[dt.date] = []
    monkeypatch.setattr(nightly, "reconcile", lambda: done.append(today()))
    assert errors_in(at_once(*[begin_if_due] * 6)) == []
    assert done == [TODAY]


@pytest.mark.parametrize("days", [-800, -3, 3, 800])
def test_a_jump_of_the_clock_asks_for_a_word(days: int, clock) -> None:  # type: ignore[no-untyped-def]
    do_now()
    entries, emails = LedgerEntry.objects.count(), OutboxMessage.objects.count()
    clock.shift(dt.timedelta(days=days))
    with pytest.raises(Refusal) as refused:
        require_no_gap()
    assert (refused.value.code, "--after-a-gap" in refused.value.message) == ("gap", True)
    with pytest.raises(CommandError, match=f"last done for {TODAY}, and the clock says"):
        call_command("reconcile", stdout=StringIO())
    assert (LedgerEntry.objects.count(), OutboxMessage.objects.count()) == (entries, emails)
    assert NightlyRun.objects.count() == 1
    call_command("reconcile", "--after-a-gap", stdout=StringIO())
    assert NightlyRun.objects.count() == 2


@pytest.mark.parametrize("days", [-2, 0, 1, 2])
def test_a_night_that_was_missed_asks_for_none(days: int, clock) -> None:  # type: ignore[no-untyped-def]
    do_now()
    clock.shift(dt.timedelta(days=days))
    call_command("reconcile", stdout=StringIO())


class TestClock:
    def test_it_does_both_and_one_that_fails_keeps_the_other_from_nothing(  # type: ignore[no-untyped-def]
        self, mailoutbox, monkeypatch, logged_errors, settings
    ) -> None:
        settings.IS_REAL = False
        OutboxMessage.objects.create(
            recipient="sam@hospital.example", subject="s", body="b", next_try_at=now()
        )
        call_command("keep_time", "--once")
        assert (len(mailoutbox), NightlyRun.objects.count()) == (1, 1)
        monkeypatch.setattr(
            "certification.management.commands.keep_time.hand_over_due", broken_queue
        )
        NightlyRun.objects.all().delete()
        call_command("keep_time", "--once")
        assert NightlyRun.objects.count() == 1
        assert [record.getMessage() for record in logged_errors] == [
            "The clock could not do its work."
        ]

    def test_a_real_one_waits_for_a_word_after_a_gap_and_says_so(  # type: ignore[no-untyped-def]
        self, settings, tmp_path, clock, logged_errors
    ) -> None:
        do_now()
        settings.IS_REAL, settings.INSTALLATION_FILE = True, tmp_path / "installation"
        clock.shift(dt.timedelta(days=3))
        call_command("keep_time", "--once")
        assert NightlyRun.objects.count() == 1
        assert len(logged_errors) == 1
        settings.IS_REAL = False
        call_command("keep_time", "--once")
        assert NightlyRun.objects.count() == 2


def broken_queue() -> None:
    raise OSError("The queue is away.")

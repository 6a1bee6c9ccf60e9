"""The portal's clock, and the pretended moment of the demonstration."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from portal.common import outbox
from portal.common.audit import recorded
from portal.common.models import OutboxMessage
from portal.common.time import as_of, now, pretending, today
from portal.sections.models import Campus

NEW_YEAR_IN_UTC = dt.datetime(2026, 1, 1, 5, 30, tzinfo=dt.UTC)


@time_machine.travel(NEW_YEAR_IN_UTC, tick=False)
def test_today_is_the_date_in_the_zone_of_the_program() -> None:
    assert today() == dt.date(2025, 12, 31)
    # Who chose another zone for their view of the CMS has the program's dates all the same.
    with timezone.override("Asia/Tokyo"):
        assert today() == dt.date(2025, 12, 31)
    assert now() == NEW_YEAR_IN_UTC
    assert not pretending()


def test_a_pretended_moment_is_now_until_its_end() -> None:
    outer = dt.datetime(2020, 3, 1, 12, tzinfo=dt.UTC)
    with as_of(outer):
        with as_of(NEW_YEAR_IN_UTC):
            assert (today(), now()) == (dt.date(2025, 12, 31), NEW_YEAR_IN_UTC)
        assert (today(), now(), pretending()) == (dt.date(2020, 3, 1), outer, True)
    assert not pretending()
    assert abs(now() - timezone.now()) < dt.timedelta(seconds=5)


def test_a_pretended_moment_ends_with_an_error_too() -> None:
    with pytest.raises(KeyError), as_of(NEW_YEAR_IN_UTC):
        raise KeyError
    assert not pretending()


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), as_of(dt.datetime(2026, 1, 1)):
        pass


@pytest.mark.django_db
def test_history_takes_the_pretended_moment() -> None:
    with as_of(NEW_YEAR_IN_UTC), recorded(by=None, why="For a test"):
        campus = Campus(slug="north", name="North")
        campus.save()
    assert campus.history.get().history_date == NEW_YEAR_IN_UTC
    campus.save()
    assert campus.history.first().history_date > NEW_YEAR_IN_UTC


@pytest.mark.django_db
def test_mail_of_a_pretended_moment_goes_nowhere(
    mailoutbox: list, tmp_path, settings, django_capture_on_commit_callbacks
) -> None:
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "greeting.txt").write_text("Hello.")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path]},
        {**settings.TEMPLATES[1], "DIRS": [tmp_path]},
    ]
    with django_capture_on_commit_callbacks(execute=True):
        with as_of(NEW_YEAR_IN_UTC):
            pretended = outbox.post("kim@demo.invalid", "Then", "greeting", name="Kim")
        outbox.post("kim@demo.invalid", "Now", "greeting", name="Kim")
    assert [mail.subject for mail in mailoutbox] == ["Now"]
    pretended.refresh_from_db()
    assert (pretended.sent_at, pretended.body) == (NEW_YEAR_IN_UTC, "")
    assert OutboxMessage.objects.filter(sent_at__isnull=True).count() == 0

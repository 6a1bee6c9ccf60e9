"""Two coordinators and one nomination or one supporter, and what is taken back on the day on which it was done."""

import threading

import pytest

from certification.enums import NominationStatus, Standing
from certification.models import Hold, Nomination, Supporter
from certification.selectors.standing import decisions_for
from certification.services import holds
from certification.services.accounts import open_account_for
from certification.services.holds import end_hold, place_hold
from certification.services.nominations import accept_nomination, close_nomination, nominate
from portal.accounts.models import Person
from portal.common.errors import Refusal, Stale
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from portal.common.time import today
from tests.certification.program import run_program
from tests.certification.test_nominations import NEW, nomination_of, refused
from tests.clock import TODAY, at, days
from tests.factories import make_cast, make_person, make_supporter
from tests.races import at_once, errors_in


@pytest.fixture
def second(cast) -> Person:  # type: ignore[no-untyped-def]
    return make_person("Colin Example", roles=[Role.COORDINATOR])


@pytest.fixture
def supporter(cast) -> Supporter:  # type: ignore[no-untyped-def]
    run_program()
    return cast.supporter.supporter


def standing(supporter: Supporter) -> str:
    return decisions_for([supporter.pk], today())[supporter.pk].standing


# One nomination ------------------------------------------------------------------------------------


def test_a_second_coordinator_closes_what_is_closed_and_writes_to_nobody(cast, second) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    OutboxMessage.objects.all().delete()
    first = close_nomination(made, by=cast.coordinator)
    with at(f"{days(1)}"):
        again = close_nomination(made, by=second)
    assert (again.answered_on, again.history.first().history_user) == (TODAY, cast.coordinator)
    assert (again, OutboxMessage.objects.count()) == (first, 1)


def test_an_account_is_not_opened_for_what_another_closed_or_opened(cast, second) -> None:  # type: ignore[no-untyped-def]
    closed = nominate(**NEW, by=cast.head)
    assert closed is not None
    close_nomination(closed, by=cast.coordinator)
    assert refused(open_account_for, closed, section=cast.surgery, by=second) == "answered"
    assert not Person.objects.filter(email=NEW["email"]).exists()
    made = nominate(**NEW, by=cast.head)
    assert made is not None
    opened = open_account_for(made, section=cast.surgery, by=cast.coordinator)
    assert refused(open_account_for, made, section=cast.cardiology, by=second) == "has_account"
    assert [each.section for each in opened.memberships.all()] == [cast.surgery]


def test_closing_the_firsts_nomination_leaves_the_seconds(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    first = nomination_of(cast.stranger, cast.head)
    other = nomination_of(cast.stranger, cast.leader)
    assert first != other
    close_nomination(first, by=cast.coordinator)
    OutboxMessage.objects.all().delete()
    accept_nomination(other, by=cast.stranger)
    assert list(Nomination.objects.order_by("pk").values_list("status", flat=True)) == [
        NominationStatus.CLOSED,
        NominationStatus.ACCEPTED,
    ]
    answered = OutboxMessage.objects.filter(subject="Your nomination was answered")
    assert [mail.recipient for mail in answered] == [cast.leader.email]


def test_a_second_nominator_names_somebody_without_an_account_too(cast) -> None:  # type: ignore[no-untyped-def]
    both = [nominate(**NEW, by=who) for who in (cast.head, cast.leader)]
    assert len({made.pk for made in both if made}) == 2
    assert nominate(**NEW, by=cast.leader) == both[1]
    assert both[0] is not None
    opened = open_account_for(both[0], section=cast.surgery, by=cast.coordinator)
    assert set(Nomination.objects.values_list("nominee", "status")) == {(opened.pk, "open")}
    assert refused(open_account_for, both[1], section=cast.surgery, by=cast.coordinator) == (
        "has_account"
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_write_to_the_nominator_once() -> None:
    cast = make_cast()
    colin = make_person("Colin Example", roles=[Role.COORDINATOR])
    made = nomination_of(cast.stranger, cast.head)
    OutboxMessage.objects.all().delete()
    results = at_once(
        *[lambda who=who: close_nomination(made, by=who) for who in (cast.coordinator, colin)]
    )
    assert errors_in(results) == []
    assert OutboxMessage.objects.count() == 1


# One supporter's holds -----------------------------------------------------------------------------


def test_a_second_coordinators_hold_follows_and_does_not_overlap(cast, second, supporter) -> None:  # type: ignore[no-untyped-def]
    first = place_hold(supporter, since=days(5), until=days(10), by=cast.coordinator)
    overlapping = {"since": days(9), "until": None, "by": second}
    assert refused(place_hold, supporter, **overlapping) == "overlap"
    after = place_hold(supporter, since=days(10), until=None, by=second)
    assert [each.placed_by for each in (first, after)] == [cast.coordinator, second]


def test_the_second_to_end_a_hold_sees_that_it_has_ended(cast, second, supporter) -> None:  # type: ignore[no-untyped-def]
    placed = place_hold(supporter, since=TODAY, until=None, by=cast.coordinator)
    end_hold(placed, until=days(7), seen_until=None, by=cast.coordinator)
    with pytest.raises(Stale):
        end_hold(placed, until=days(7), seen_until=None, by=second)
    OutboxMessage.objects.all().delete()
    ended = end_hold(placed, until=days(3), seen_until=days(7), by=second)
    assert (ended.until, OutboxMessage.objects.count()) == (days(3), 1)
    with at(f"{days(3)}"):
        again = {"until": days(3), "seen_until": days(3), "by": cast.coordinator}
        assert refused(end_hold, placed, **again) == "over"


def test_a_hold_taken_back_the_same_day_never_was_and_can_be_placed_again(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    before = standing(supporter)
    placed = place_hold(supporter, since=TODAY, until=None, by=cast.coordinator)
    assert standing(supporter) == Standing.PAUSED != before
    ended = end_hold(placed, until=TODAY, seen_until=None, by=cast.coordinator)
    assert (ended.since, ended.until, standing(supporter)) == (TODAY, TODAY, before)
    again = place_hold(supporter, since=TODAY, until=None, by=cast.coordinator)
    assert (again != placed, standing(supporter)) == (True, Standing.PAUSED)
    assert Hold.objects.count() == 2


def two_place_a_hold() -> list[object]:
    run_program()
    supporter = make_supporter("Sam Example")
    coordinators = [make_person(roles=[Role.COORDINATOR]) for _ in range(2)]
    return at_once(
        *[
            lambda who=who: place_hold(supporter, since=today(), until=None, by=who)
            for who in coordinators
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_place_a_hold_at_once_place_one() -> None:
    errors = errors_in(two_place_a_hold())
    assert [(type(error), error.code) for error in errors] == [(Refusal, "overlap")]  # type: ignore[attr-defined]
    assert Hold.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_holds_would_overlap(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """SQLite lets one write at a time, lock or none."""
    both_looked, look = threading.Barrier(2, timeout=30), holds._overlapping

    def looked(*asked):  # type: ignore[no-untyped-def]
        found = look(*asked)
        both_looked.wait()
        return found

    monkeypatch.setattr(holds, "lock", lambda row, *joined: row)
    # What is projected needs the same lock, and would keep one of the two from ending.
    monkeypatch.setattr(holds, "reassess", lambda supporter, **how: None)
    monkeypatch.setattr(holds, "_overlapping", looked)
    assert errors_in(two_place_a_hold()) == []
    assert Hold.objects.count() == 2

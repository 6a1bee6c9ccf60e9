"""What placing and ending a hold leaves behind: sentences, emails, history, entries, and the days around both ends."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.models import Hold, LedgerEntry
from certification.selectors.standing import decisions_for
from certification.services.holds import end_hold, place_hold
from portal.accounts.services import grant_role
from portal.common.errors import Stale
from portal.common.roles import Role
from tests.certification.program import run_program
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import TODAY, at, days
from tests.factories import make_person

PAUSED_AT_ONCE = ("standing", "in_training", "paused")
BACK = ("standing", "paused", "in_training")


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    run_program()
    return cast.supporter.supporter


@pytest.fixture
def second(cast):  # type: ignore[no-untyped-def]
    return make_person("Colin Example", roles=[Role.COORDINATOR])


def place(supporter, by, since, until=None):  # type: ignore[no-untyped-def]
    end = None if until is None else days(until)
    return place_hold(supporter, since=days(since), until=end, by=by)


def standings(supporter, *numbers):  # type: ignore[no-untyped-def]
    return [
        decisions_for([supporter.pk], days(number))[supporter.pk].standing for number in numbers
    ]


# Placing -------------------------------------------------------------------------------------------


def test_a_hold_pauses_from_its_first_day_up_to_the_first_day_back(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 5, 9)
    assert (hold.supporter, hold.since, hold.until) == (supporter, days(5), days(9))
    assert standings(supporter, 4, 5, 8, 9) == ["in_training", "paused", "paused", "in_training"]
    assert standings(cast.other_supporter.supporter, 5) == ["in_training"]


def test_a_hold_in_history_and_ledger(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0)
    assert reasons(hold) == [(cast.coordinator, "Hold placed")]
    assert entered(supporter)[-1] == (*PAUSED_AT_ONCE, cast.coordinator)
    with at(f"{days(3)}"):
        ended = end_hold(hold, until=days(3), seen_until=None, by=cast.coordinator)
    assert reasons(ended) == [
        (cast.coordinator, "Hold placed"),
        (cast.coordinator, "Hold ended"),
    ]
    assert entered(supporter)[-1] == (*BACK, cast.coordinator)
    assert LedgerEntry.objects.latest("pk").effective_on == days(3)


def test_the_letters_say_the_days_and_where_to_look(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    place(supporter, cast.coordinator, 0, 9)
    assert emails() == [(cast.supporter.email, "About your pause")]
    greeting, sentence, links = letter_to(cast.supporter)
    assert (greeting, sentence) == (
        "Dear Sam Example,",
        "Your work as a peer supporter pauses from November 23, 2026, and you are back on "
        "December 2, 2026. While it lasts, colleagues do not find you in the list of supporters. "
        "No reason is kept, and nothing that you did is lost.",
    )
    assert links.splitlines()[0].endswith(reverse("certification:path"))


@pytest.mark.parametrize(
    ("since", "until", "refusal"),
    [
        (-1, None, ("past", "since", "A hold begins today or later: the days before stay as they were.")),
        (367, None, ("far", "since", "Choose a day within a year of today.")),
        (5, 5, ("order", "until", "The first day back must be after the first day of the hold.")),
        (5, 4, ("order", "until", "The first day back must be after the first day of the hold.")),
    ],
)  # fmt: skip
def test_days_that_cannot_be(cast, supporter, since, until, refusal) -> None:  # type: ignore[no-untyped-def]
    assert refusal_of(place, supporter, cast.coordinator, since, until) == refusal
    assert (Hold.objects.count(), emails()) == (0, [])
    # The nearest days that can be.
    assert place(supporter, cast.coordinator, 366, 367).until == days(367)
    assert place(supporter, cast.coordinator, 0, 1).until == days(1)


@pytest.mark.parametrize(
    ("held_until", "span"),
    [
        (9, "November 28, 2026 until December 2, 2026"),
        (None, "November 28, 2026 without an end"),
    ],
)
def test_an_overlap_names_the_hold_that_is_there(cast, supporter, held_until, span) -> None:  # type: ignore[no-untyped-def]
    place(supporter, cast.coordinator, 5, held_until)
    assert refusal_of(place, supporter, cast.coordinator, 6, 7) == (
        "overlap",
        "since",
        f"There is a hold from {span} already. End it first, or choose other days.",
    )
    other = cast.other_supporter.supporter
    assert place(other, cast.coordinator, 6, 7).supporter == other


def test_the_form_sent_twice_is_one_hold_and_other_days_are_another(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = place(supporter, cast.coordinator, 5, 9)
    assert place(supporter, cast.coordinator, 5, 9) == first
    for since, until in [(5, 8), (4, 9), (5, None)]:
        assert refusal_of(place, supporter, cast.coordinator, since, until)[0] == "overlap"
    # The same days of another supporter are another hold.
    assert place(cast.other_supporter.supporter, cast.coordinator, 5, 9) != first
    assert [to for to, _subject in emails()] == [cast.supporter.email, cast.other_supporter.email]


# Ending --------------------------------------------------------------------------------------------


def test_ending_takes_effect_from_the_first_day_back(cast, supporter, second) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0, 9)
    ended = end_hold(hold, until=days(4), seen_until=days(9), by=second)
    assert (ended.since, ended.until, ended.placed_by) == (TODAY, days(4), cast.coordinator)
    assert standings(supporter, 3, 4, 8) == ["paused", "in_training", "in_training"]
    assert reasons(ended)[-1] == (second, "Hold ended")
    assert emails() == [(cast.supporter.email, "About your pause")] * 2


@pytest.mark.parametrize(("until", "seen"), [(0, 9), (7, 9)])
def test_a_hold_that_has_not_begun_ends_on_its_first_day(cast, supporter, until, seen) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 5, 9)
    ended = end_hold(hold, until=days(until), seen_until=days(seen), by=cast.coordinator)
    assert (ended.since, ended.until) == (days(5), days(5))
    assert standings(supporter, 5, 6, 8) == ["in_training"] * 3


def test_a_hold_called_off_is_told_so(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 5)
    forget_emails()
    with at(f"{days(1)}"):
        end_hold(hold, until=days(1), seen_until=None, by=cast.coordinator)
    greeting, sentence = letter_to(cast.supporter)
    assert (greeting, sentence.partition(". ")[0]) == (
        "Dear Sam Example,",
        "Your pause is called off",
    )
    assert reasons(Hold.objects.get()) == [
        (cast.coordinator, "Hold placed"),
        (cast.coordinator, "Hold ended"),
    ]
    assert refusal_of(end_hold, hold, until=days(5), seen_until=days(5), by=cast.coordinator) == (
        "over",
        "until",
        "This hold is over already.",
    )


def test_each_end_that_cannot_be_in_words(cast, supporter, second) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0, 9)
    grant_role(cast.supporter, role=Role.COORDINATOR, by=None, why="Runs the program too")
    for until, by, refusal in [
        (4, cast.supporter, ("self", None, "Nobody ends their own hold. Ask another coordinator.")),
        (-1, second, ("past", "until", "Choose today or a later day.")),
        (
            10,
            second,
            (
                "longer",
                "until",
                "This is after the end that is set. To pause longer, place another hold from that day.",
            ),
        ),
    ]:
        act = {"until": days(until), "seen_until": days(9), "by": by}
        assert refusal_of(end_hold, hold, **act) == refusal
    assert end_hold(hold, until=days(9), seen_until=days(9), by=second).until == days(9)


def test_over_on_the_first_day_back_and_not_the_day_before(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0, 9)
    with at(f"{days(9)}"):
        act = {"until": days(9), "seen_until": days(9), "by": cast.coordinator}
        assert refusal_of(end_hold, hold, **act) == ("over", "until", "This hold is over already.")
    with at(f"{days(8)}"):
        act = {"until": days(8), "seen_until": days(9), "by": cast.coordinator}
        assert end_hold(hold, **act).until == days(8)


def test_what_another_changed_meanwhile_is_looked_at_again(cast, supporter, second) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0, 9)
    end_hold(hold, until=days(7), seen_until=days(9), by=cast.coordinator)
    with pytest.raises(Stale) as stale:
        end_hold(hold, until=days(7), seen_until=days(9), by=second)
    assert stale.value.message == (
        "Somebody changed this hold while you looked at it. Check its days and try again."
    )
    # Whoever sent the form that changed it has sent it twice.
    again = end_hold(hold, until=days(7), seen_until=days(9), by=cast.coordinator)
    assert (again.until, again.history.count()) == (days(7), 2)


def test_the_same_day_confirmed_by_a_fresh_look_is_an_act_of_its_own(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    hold = place(supporter, cast.coordinator, 0, 9)
    end_hold(hold, until=days(7), seen_until=days(9), by=cast.coordinator)
    end_hold(hold, until=days(7), seen_until=days(7), by=cast.coordinator)
    assert hold.history.count() == 3
    assert len(emails()) == 3


def test_a_pause_of_a_leap_day(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    with at("2028-02-28"):
        act = {"since": dt.date(2028, 2, 29), "until": dt.date(2028, 3, 1)}
        place_hold(supporter, **act, by=cast.coordinator)
        on = [dt.date(2028, 2, 28), dt.date(2028, 2, 29), dt.date(2028, 3, 1)]
        found = [decisions_for([supporter.pk], day)[supporter.pk].standing for day in on]
    assert found == ["in_training", "paused", "in_training"]

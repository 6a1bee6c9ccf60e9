"""Holds: placed and ended with days and no reason."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.models import Hold, LedgerEntry, Supporter
from certification.selectors.holds import hold_to_end, holds_of
from certification.services.holds import end_hold, place_hold
from portal.accounts.services import grant_role
from portal.common.errors import Refusal, Stale
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from tests.certification.program import run_program
from tests.clock import TODAY, at, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporter(cast):
    run_program()
    return Supporter.objects.get(person=cast.supporter)


@pytest.fixture
def place(supporter, cast):
    def placed(since, until=None):
        end = None if until is None else days(until)
        return place_hold(supporter, since=days(since), until=end, by=cast.coordinator)

    return placed


@pytest.fixture
def end(cast):
    def ended(hold, until, seen=None):
        return end_hold(hold, until=days(until), seen_until=seen, by=cast.coordinator)

    return ended


def last_standing(supporter):
    return LedgerEntry.objects.filter(supporter=supporter, kind="standing").last().standing


def test_a_hold_from_today_pauses_at_once(supporter, place, cast):
    hold = place(0)
    assert last_standing(supporter) == "paused"
    assert (hold.since, hold.until, hold.placed_by) == (TODAY, None, cast.coordinator)
    kept = hold.history.get()
    assert (kept.history_user, kept.history_change_reason) == (cast.coordinator, "Hold placed")


def test_a_hold_to_come_pauses_nobody_yet(supporter, place):
    place(5, 9)
    assert last_standing(supporter) == "in_training"


def test_only_a_coordinator_places_and_ends_a_hold(supporter, cast, place):
    for person in (cast.head, cast.facilitator, cast.supporter, cast.stranger):
        with pytest.raises(PermissionDenied):
            place_hold(supporter, since=TODAY, until=None, by=person)
    assert not Hold.objects.exists()
    hold = place(0)
    with pytest.raises(PermissionDenied):
        end_hold(hold, until=TODAY, seen_until=None, by=cast.head)
    assert end_hold(hold, until=TODAY, seen_until=None, by=cast.coordinator).until == TODAY


def test_a_hold_has_no_place_for_a_reason():
    fields = {field.name for field in Hold._meta.get_fields()}
    assert fields == {"id", "supporter", "since", "until", "placed_by"}


def test_a_hold_must_end_after_it_begins(place):
    for until in (5, 4):
        with pytest.raises(Refusal) as refused:
            place(5, until)
        assert (refused.value.code, refused.value.field) == ("order", "until")
    assert place(5, 6).until == days(6)


@pytest.mark.parametrize(("day", "nearer", "code"), [(-1, 0, "past"), (367, 366, "far")])
def test_a_hold_begins_today_or_within_a_year(place, day, nearer, code):
    """The days before stay as they were: who was active then was active."""
    with pytest.raises(Refusal) as refusal:
        place(day)
    assert (refusal.value.code, refusal.value.field) == (code, "since")
    assert place(nearer).since == days(nearer)


def test_who_pauses_is_told_the_days(supporter, place, end, cast):
    hold = place(0, 9)
    end(hold, 3, seen=days(9))
    end(place(20), 20)
    told = OutboxMessage.objects.order_by("pk")
    assert {(m.recipient, m.subject) for m in told} == {(cast.supporter.email, "About your pause")}
    assert [_sentence(m.body) for m in told] == [
        "Your work as a peer supporter pauses from November 23, 2026, and you are back on December 2, 2026.",
        "Your pause ends: you are back on November 26, 2026.",
        "Your work as a peer supporter pauses from December 13, 2026.",
        "Your pause is called off.",
    ]


def _sentence(body):
    return f"{body.splitlines()[2].partition('. ')[0]}."


@pytest.mark.parametrize(("since", "until"), [(1, 6), (8, 12), (8, None), (6, 7), (1, None)])
def test_holds_do_not_overlap(place, since, until):
    place(5, 9)
    with pytest.raises(Refusal) as refused:
        place(since, until)
    assert (refused.value.code, refused.value.field) == ("overlap", "since")
    assert "November 28, 2026 until December 2, 2026" in refused.value.message
    assert Hold.objects.count() == 1


def test_the_same_hold_by_somebody_else_overlaps_and_by_the_same_person_is_one(
    supporter, place, cast
):
    first = place(5, 9)
    assert place(5, 9) == first
    grant_role(cast.editor, role=Role.COORDINATOR, by=None, why="Helps out")
    with pytest.raises(Refusal) as refused:
        place_hold(supporter, since=days(5), until=days(9), by=cast.editor)
    assert refused.value.code == "overlap"
    assert Hold.objects.get().history.count() == 1
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize(("since", "until"), [(1, 5), (9, 12), (9, None)])
def test_holds_may_touch(place, since, until):
    place(5, 9)
    place(since, until)
    assert Hold.objects.count() == 2


def test_nothing_follows_a_hold_without_an_end(place, end):
    hold = place(0)
    with pytest.raises(Refusal):
        place(30)
    end(hold, 3)
    assert place(30).since == days(30)


def test_ending_today_brings_back_at_once(supporter, place, end):
    with at(f"{days(-2)}"):
        hold = place(-2)
    assert end(hold, 0).until == TODAY
    assert last_standing(supporter) == "in_training"
    assert hold.history.count() == 2


def test_ending_later_keeps_the_pause_until_then(supporter, place, end):
    assert end(place(0), 4).until == days(4)
    assert last_standing(supporter) == "paused"


def test_a_hold_to_come_is_called_off(supporter, place, end):
    hold = place(5, 9)
    ended = end(hold, 0, seen=days(9))
    assert (ended.since, ended.until) == (days(5), days(5))
    with at(f"{days(6)}"):
        assert holds_of(supporter, days(6)) == []


@pytest.mark.parametrize(
    ("until", "code"), [(-1, "past"), (10, "longer")], ids=["in the past", "longer"]
)
def test_an_end_that_cannot_be(place, end, until, code):
    hold = place(0, 9)
    with pytest.raises(Refusal) as refused:
        end(hold, until, seen=days(9))
    assert (refused.value.code, refused.value.field) == (code, "until")
    assert end(hold, 8, seen=days(9)).until == days(8)


def test_ending_twice_has_one_effect(place, end):
    hold = place(0)
    assert end(hold, 0).until == end(hold, 0).until == TODAY
    assert hold.history.count() == 2
    with pytest.raises(Refusal) as refused:
        end(hold, 1, seen=TODAY)
    assert refused.value.code == "over"


def test_nobody_ends_their_own_hold(supporter, place, cast):
    hold = place(0)
    grant_role(cast.supporter, role=Role.COORDINATOR, by=None, why="Runs the program too")
    with pytest.raises(Refusal) as refused:
        end_hold(hold, until=TODAY, seen_until=None, by=cast.supporter)
    assert refused.value.code == "self"
    assert end_hold(hold, until=TODAY, seen_until=None, by=cast.coordinator).until == TODAY


def test_who_saw_another_end_must_look_again(place, end):
    hold = place(0, 9)
    end(hold, 7, seen=days(9))
    with pytest.raises(Stale):
        end(hold, 5, seen=days(9))
    assert end(hold, 5, seen=days(7)).until == days(5)


def test_holds_of_a_supporter_in_words(supporter, place, end):
    with at(f"{days(-9)}"):
        past = place(-9, 5)
    end(past, 0, seen=days(5))
    place(1, 3)
    place(9)
    with at(f"{days(2)}"):
        seen = [(s.hold.since, s.state, s.open) for s in holds_of(supporter, days(2))]
    assert seen == [
        (days(9), "To come", True),
        (days(1), "In force", True),
        (days(-9), "Over", False),
    ]


def test_a_hold_of_somebody_else_is_not_found(place, cast):
    hold = place(0)
    other = Supporter.objects.get(person=cast.other_supporter)
    assert hold_to_end(other, hold.pk) is None


class TestPages:
    def test_the_coordinator_places_and_ends_a_hold(self, supporter, cast, as_person):
        client, home = (
            as_person(cast.coordinator),
            reverse("certification:program_supporter", args=[supporter.pk]),
        )
        address = reverse("certification:hold_new", args=[supporter.pk])
        assert "There is no place for a reason" in client.get(address).content.decode()
        answer = client.post(address, {"since": f"{TODAY}", "until": ""})
        assert (answer.status_code, answer["Location"]) == (302, home)
        hold = Hold.objects.get()
        address = reverse("certification:hold_end", args=[supporter.pk, hold.pk])
        assert f'value="{TODAY}"' in client.get(address).content.decode()
        answer = client.post(address, {"until": f"{TODAY}", "seen_until": ""})
        assert (answer.status_code, answer["Location"]) == (302, home)
        hold.refresh_from_db()
        assert hold.until == TODAY

    def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(
        self, supporter, cast, as_person
    ):
        client = as_person(cast.coordinator)
        address = reverse("certification:hold_new", args=[supporter.pk])
        answer = client.post(address, {"since": f"{days(5)}", "until": f"{days(4)}"})
        page = answer.content.decode()
        assert "The first day back must be after the first day of the hold." in page
        assert f'value="{days(5)}"' in page
        assert f'value="{days(4)}"' in page
        assert "<title>Error: " in page
        assert not Hold.objects.exists()

    def test_a_stale_form_says_so(self, supporter, place, end, cast, as_person):
        hold = place(0, 9)
        end(hold, 7, seen=days(9))
        address = reverse("certification:hold_end", args=[supporter.pk, hold.pk])
        answer = as_person(cast.coordinator).post(
            address, {"until": f"{days(5)}", "seen_until": f"{days(9)}"}
        )
        page = answer.content.decode()
        assert "Somebody changed this hold while you looked at it." in page
        assert f'value="{days(5)}"' in page
        hold.refresh_from_db()
        assert hold.until == days(7)

    def test_a_foreign_hold_is_not_found(self, supporter, place, cast, as_person):
        hold = place(0)
        other = Supporter.objects.get(person=cast.other_supporter)
        client = as_person(cast.coordinator)
        for number, which in [(other.pk, hold.pk), (supporter.pk, 999_999), (999_999, hold.pk)]:
            address = reverse("certification:hold_end", args=[number, which])
            assert client.get(address).status_code == 404
        assert client.get(reverse("certification:hold_new", args=[999_999])).status_code == 404

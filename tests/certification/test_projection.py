"""The tables of facts say what the records say, after every service, and are corrected where they do not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certification.models import Fact, Movement, StandingPeriod, Supporter
from certification.rules.kinds import Parameters
from certification.selectors import projection
from certification.selectors.standing import with_standing
from certification.services.holds import place_hold
from certification.services.policy import put_policy_in_force
from certification.services.projecting import correct_differences, count_differences, turn_over
from certification.services.reconciling import reconcile
from curriculum.services.courses import retire_module, unretire_module
from portal.accounts.services import end_access
from portal.common.time import today
from tests import path
from tests.certification.test_standing import publish_later
from tests.clock import at, days
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, program):
    """An active supporter."""
    return path.active_supporter(
        make_person("Nora Example", section=cast.cardiology), program, cast
    )


def rebuild(**options):
    out = StringIO()
    call_command("rebuild_facts", stdout=out, **options)
    return out.getvalue().strip()


def test_after_every_service_a_rebuild_finds_nothing(
    cast, program, nora, django_capture_on_commit_callbacks
):
    assert count_differences() == 0
    for act in (
        lambda: publish_later(program.editions[0], due_on=days(9), by=cast.editor),
        lambda: publish_later(program.editions[1], due_on=today(), by=cast.editor),
        lambda: retire_module(program.editions[1].module, by=cast.editor),
        lambda: unretire_module(program.editions[1].module, by=cast.editor, asked_from=days(4)),
        lambda: put_policy_in_force(
            {"nomination": Parameters()},
            by=cast.coordinator,
            why="Later",
            in_force_from=days(20),
        ),
        lambda: end_access(nora.person, by=cast.coordinator, why="Left"),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            act()
        assert count_differences() == 0
    assert rebuild(check=True) == "What is projected is what the records say."


def test_the_end_that_an_edition_to_come_brings_is_known_at_once(
    cast, program, nora, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish_later(program.editions[0], due_on=days(9), by=cast.editor)
    known = [
        with_standing(Supporter.objects.filter(pk=nora.pk), days(number)).get().standing
        for number in (0, 8, 9)
    ]
    assert known == ["active", "active", "lapsed"]


def plant_a_fact(supporter):
    Fact.objects.filter(supporter=supporter, kind="endorsement").update(until=days(1))


def plant_a_period(supporter):
    StandingPeriod.objects.filter(supporter=supporter, until__gt=today()).update(standing="paused")


def plant_a_gap(supporter):
    StandingPeriod.objects.filter(supporter=supporter).delete()


def plant_a_movement(supporter):
    Movement.objects.filter(supporter=supporter).update(on=days(-30))


@pytest.mark.parametrize(
    "plant", [plant_a_fact, plant_a_period, plant_a_gap, plant_a_movement], ids=lambda p: p.__name__
)
def test_what_differs_is_found_told_and_corrected(nora, plant, logged_errors):
    plant(nora)
    with pytest.raises(CommandError, match=r"differ: 1\."):
        rebuild(check=True)
    assert reconcile().projections_corrected == 1
    assert [r.getMessage() for r in logged_errors] == [
        f"What is projected of supporters [{nora.pk}] differed: corrected."
    ]
    assert count_differences() == 0
    assert path.active() == [nora]


def test_nothing_is_told_where_nothing_differs(nora):
    assert correct_differences() == 0


def test_a_database_without_the_tables_contents_gets_them_from_one_command(nora):
    for model in (Fact, StandingPeriod, Movement):
        model.objects.all().delete()
    assert path.active() == []
    assert rebuild() == "Supporters projected anew: 3."
    assert path.active() == [nora]
    assert rebuild() == "Supporters projected anew: 0."


def test_a_night_makes_the_periods_of_the_day_the_current_ones(cast, nora):
    place_hold(nora, since=days(1), until=days(3), by=cast.coordinator)
    ended = StandingPeriod.objects.filter(is_current=True, until__lte=days(1))
    with at(f"{days(1)}"):
        assert path.active() == []
        assert [period.supporter for period in ended] == [nora]
        reconcile()
        assert path.active() == []
        assert not ended.all().exists()
    with at(f"{days(3)}"):
        assert path.active() == [nora]
        assert (turn_over(), turn_over()) == (1, 0)
        assert path.active() == [nora]


def test_everybody_is_taken_in_the_order_of_their_people(cast, monkeypatch):
    """Whoever locks several supporters does so in this order: in another, two wait for one another."""
    monkeypatch.setattr(projection, "BATCH", 2)
    for person in reversed([make_person(f"Person {number} Example") for number in range(5)]):
        path.accepted(path.nominated(cast.stranger, person), person)
    batches = list(projection.everybody_in_batches())
    owners = dict(Supporter.objects.values_list("pk", "person_id"))
    taken = [owners[pk] for batch in batches for pk in batch]
    assert taken == sorted(owners.values())
    assert sorted(owners) != [pk for batch in batches for pk in batch]

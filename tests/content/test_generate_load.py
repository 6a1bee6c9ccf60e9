"""`manage.py generate_load`: supporters to measure with, and never beside real people by accident."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from certification.enums import Standing
from certification.models import LedgerEntry, Supporter
from certification.selectors.ledger import last_standings
from certification.selectors.standing import decisions_for
from certification.services.standing import reassess_all
from portal.accounts.models import Person
from portal.common.time import today
from portal.sections.models import Section
from tests import path
from tests.factories import make_section

pytestmark = pytest.mark.django_db


def generate(number, **options):
    call_command("generate_load", supporters=number, stdout=StringIO(), **options)


@pytest.fixture
def program(db):
    make_section()
    make_section()
    return path.run_program()


def test_it_writes_supporters_of_every_standing_whose_ledger_agrees_with_the_gate(program):
    generate(120)
    ids = list(Supporter.objects.values_list("pk", flat=True))
    decided = {pk: str(d.standing) for pk, d in decisions_for(ids, today()).items()}
    assert len(decided) == 120
    assert last_standings(ids) == decided
    assert set(decided.values()) == set(Standing.values) - {Standing.INACTIVE}
    assert reassess_all(by=None) == []


def test_it_can_be_run_again(program):
    generate(3)
    generate(4)
    assert Supporter.objects.count() == LedgerEntry.objects.count() == 7


def test_without_a_program_it_says_what_to_run(db):
    with pytest.raises(CommandError, match="load_program"):
        generate(1)


def test_it_refuses_among_people_who_may_be_real(program):
    Person.objects.create_user("dana@hospital.org", name="Dana Example")
    with pytest.raises(CommandError, match="holds 1 people who may be real"):
        generate(1)
    assert not Supporter.objects.exists()
    generate(1, yes=True)
    assert Supporter.objects.count() == 1


def test_it_never_runs_in_production(program, settings):
    settings.SETTINGS_MODULE = "portal.settings.production"
    for yes in (False, True):
        with pytest.raises(CommandError, match="production"):
            generate(1, yes=yes)


def test_it_needs_a_number(program):
    with pytest.raises(CommandError, match="from 1"):
        generate(0)


def test_a_crowded_section_has_several_times_as_many_people(program):
    crowded, *others = Section.objects.order_by("pk")
    generate(200, crowd=crowded.slug)
    people = {each: each.memberships.count() for each in [crowded, *others]}
    assert sum(people.values()) == 200
    assert people[crowded] > 2 * max(people[each] for each in others)


def test_it_refuses_to_crowd_a_section_that_is_not_there(program):
    with pytest.raises(CommandError, match="no section has this slug"):
        generate(1, crowd="nowhere")
    assert not Supporter.objects.exists()

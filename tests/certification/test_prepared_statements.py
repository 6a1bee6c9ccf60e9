"""Each statement that is compiled once gives the rows of its queryset, person by person and day by day."""

import pytest
from django.db.models import Model

from certification.selectors import facts
from certification.selectors import path as my_path
from certification.selectors.sources import sources
from curriculum.models import Module
from curriculum.selectors import learning, left
from curriculum.selectors.sessions import calendar
from curriculum.services.sessions.places import sign_up
from portal.common import roles
from tests import path
from tests.certification.decisions import terms
from tests.clock import TODAY, days
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    """Somebody certified, somebody who has begun and has a place in a session, a leader, and a stranger."""
    program = path.run_program(by=cast.coordinator)
    done, begun = (make_person(name, section=cast.cardiology) for name in ("Done", "Begun"))
    supporters = [path.accepted(path.nominated(cast.stranger, one), one) for one in (done, begun)]
    path.certified(supporters[0], program, cast.facilitator)
    path.attest(supporters[0], cast.head)
    path.answer(begun, program.editions[0])
    sign_up(path.scheduled(cast.facilitator, minutes_ahead=3000), by=begun)
    return [done, begun, cast.head, cast.stranger]


def told(rows):
    """Rows as plain values, with what was annotated and joined."""
    return [values(row) if isinstance(row, Model) else row for row in rows]


def values(row):
    own = {name: value for name, value in row.__dict__.items() if name != "_state"}
    return {**own, "joined": {name: values(of) for name, of in row._state.fields_cache.items()}}


def agree(prepared, calls):
    """The rows of every call are those of the queryset, and some call has rows."""
    found = [told(prepared.rows(*ids, **named)) for ids, named in calls]
    assert found == [told(prepared.build(*ids, **named)) for ids, named in calls]
    return any(found)


def test_what_is_asked_of_a_person_is_what_the_queryset_asks(people):
    each = [((person.pk,), {}) for person in people]
    for prepared in (roles._roles, learning._completions, left._reading, calendar._from_today):
        assert agree(prepared, each)
    dated = [
        ((person.pk,), {"on": on, "terms": terms()})
        for person in people
        for on in (TODAY, days(-1), days(900))
    ]
    assert agree(my_path._on_path, dated)


def test_the_facts_of_one_supporter_are_those_of_the_queryset(people):
    supporters = [person.supporter.pk for person in people[:2]]
    assert agree(
        facts._facts_of_one, [((pk,), {"kinds": tuple(sources())}) for pk in [*supporters, 0]]
    )
    assert facts.facts_of(supporters) == {pk: facts.facts_of([pk])[pk] for pk in supporters}


def test_the_course_of_a_person_is_that_of_the_querysets(people):
    modules = list(Module.objects.values_list("pk", flat=True))
    assert agree(learning._every_newest, [((), {})])
    assert agree(
        learning._newest_of, [((), {"slug": slug}) for slug in ("listening", "limits", "nothing")]
    )
    assert agree(learning._numbers, [(modules, {}), (modules[:1], {})])
    assert agree(learning._bookmarks, [((person.pk, *modules), {}) for person in people])

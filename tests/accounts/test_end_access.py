"""`manage.py end_access`: the operator closes an account."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.clock import TODAY
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_it_ends_the_access_and_says_why_in_the_history() -> None:
    person, out = make_person("Lou Example"), StringIO()
    call_command("end_access", person.email.upper(), why="Retired", stdout=out)
    person.refresh_from_db()
    assert (person.is_active, person.left_on) == (False, TODAY)
    assert person.history.first().history_change_reason == "Retired"
    assert "has no access from today on" in out.getvalue()


def test_an_address_of_nobody_is_refused_and_so_is_ending_twice() -> None:
    person = make_person("Lou Example")
    with pytest.raises(CommandError, match="Nobody with access has the address"):
        call_command("end_access", "nobody@example.invalid")
    call_command("end_access", person.email, stdout=StringIO())
    with pytest.raises(CommandError, match="Nobody with access"):
        call_command("end_access", person.email)

"""`manage.py end_role`: the operator takes a role back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Person
from portal.common.roles import Role, roles_of
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_it_ends_one_role_and_leaves_the_others() -> None:
    person = make_person("Lou Example", roles=[Role.COORDINATOR, Role.EDITOR])
    call_command("end_role", person.email, "coordinator", why="Another post", stdout=StringIO())
    again = Person.objects.get(pk=person.pk)
    assert roles_of(again) == {Role.EDITOR}
    ended = again.role_assignments.get(role=Role.COORDINATOR)
    assert ended.history.first().history_change_reason == "Another post"


def test_what_nobody_holds_is_refused() -> None:
    person = make_person("Lou Example", roles=[Role.EDITOR])
    with pytest.raises(CommandError, match="is no coordinator"):
        call_command("end_role", person.email, "coordinator")
    with pytest.raises(CommandError, match="Nobody with access"):
        call_command("end_role", "nobody@example.invalid", "editor")
    call_command("end_role", person.email, "editor", stdout=StringIO())

"""People: accounts, roles, and the end of access."""

import pytest
from django.contrib.auth import authenticate

from portal.accounts.models import Person, RoleAssignment
from portal.accounts.selectors import people_with_role, person_with_email
from portal.accounts.services import (
    add_person,
    end_access,
    end_role,
    grant_role,
)
from portal.common.errors import Refusal
from portal.common.roles import Role
from tests.clock import TODAY, at, days
from tests.factories import PASSWORD, make_person, sign_in
from tests.races import at_once

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_in_small_letters_and_signs_in() -> None:
    person = add_person(
        " Dana@Hospital.Example ",
        name=" Dana Example ",
        by=None,
        credentials="MD",
        password=PASSWORD,
    )
    assert (person.email, person.name, str(person)) == (
        "dana@hospital.example",
        "Dana Example",
        "Dana Example, MD",
    )
    assert authenticate(username="dana@hospital.example", password=PASSWORD) == person
    assert authenticate(username="DANA@hospital.example", password=PASSWORD) == person
    assert authenticate(username="dana@hospital.example", password="another phrase") is None


@pytest.mark.parametrize(
    ("email", "name", "code", "field"),
    [
        ("dana", "Dana", "email", "email"),
        ("", "Dana", "email", "email"),
        ("x" * 247 + "@b.co.uk", "Dana", "email", "email"),
        ("dana@hospital.example", "  ", "name", "name"),
        ("TAKEN@hospital.example", "Dana", "taken", "email"),
    ],
)
def test_an_account_is_refused_with_what_to_correct(
    email: str, name: str, code: str, field: str
) -> None:
    make_person(email="taken@hospital.example")
    with pytest.raises(Refusal) as refused:
        add_person(email, name=name, by=None)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Person.objects.count() == 1


def test_without_a_password_nobody_signs_in() -> None:
    person = add_person("dana@hospital.example", name="Dana", by=None)
    assert not person.has_usable_password()
    assert authenticate(username=person.email, password="") is None


@pytest.mark.django_db(transaction=True)
def test_an_address_that_two_ask_for_at_once_is_given_once() -> None:
    def ask() -> str:
        try:
            add_person("dana@hospital.example", name="Dana Example", by=None)
        except Refusal as refusal:
            return refusal.code
        return "opened"

    answers = at_once(*[ask] * 6)
    assert sorted(map(str, answers)) == ["opened", *["taken"] * 5]
    assert Person.objects.count() == 1


def test_a_role_is_given_once_and_ended_once() -> None:
    person, boss = make_person(), make_person()
    first = grant_role(person, role=Role.EDITOR, by=boss, why="Edits")
    again = grant_role(person, role=Role.EDITOR, by=boss, why="Edits")
    assert first == again
    end_role(person, role=Role.EDITOR, by=boss, why="Moved on")
    end_role(person, role=Role.EDITOR, by=boss, why="Moved on")
    (assignment,) = RoleAssignment.objects.all()
    assert (assignment.since, assignment.until) == (TODAY, TODAY)
    assert assignment.history.count() == 2
    with at("2026-12-01"):
        grant_role(person, role=Role.EDITOR, by=boss, why="Came back")
    assert RoleAssignment.objects.count() == 2


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.SECTION_LEADER])
def test_roles_that_follow_from_facts_are_not_given(role: Role) -> None:
    person = make_person()
    with pytest.raises(Refusal) as refused:
        grant_role(person, role=role, by=None, why="Please")
    assert refused.value.code == "derived"
    grant_role(person, role=Role.EDITOR, by=None, why="Please")
    assert [a.role for a in RoleAssignment.objects.all()] == [Role.EDITOR]


def test_a_role_that_begins_before_it_was_to_end_is_not_turned_around() -> None:
    person = make_person()
    grant_role(person, role=Role.EDITOR, by=None, since=days(7), why="From next week")
    end_role(person, role=Role.EDITOR, by=None, why="Changed plans")
    (assignment,) = RoleAssignment.objects.all()
    assert (assignment.since, assignment.until) == (days(7), days(7))


def test_who_holds_a_role_today() -> None:
    editor, former, future, left = (make_person() for _ in range(4))
    for person, since in [
        (editor, days(-9)),
        (former, days(-9)),
        (future, days(1)),
        (left, days(-9)),
    ]:
        grant_role(person, role=Role.EDITOR, by=None, since=since, why="Edits")
    end_role(former, role=Role.EDITOR, by=None, why="Moved on")
    end_access(left, by=None, why="Left")
    assert [*people_with_role(Role.EDITOR)] == [editor]
    assert [*people_with_role(Role.FACILITATOR)] == []


def test_the_end_of_access_keeps_the_person_and_the_password_and_opens_nothing() -> None:
    boss, person = make_person(), make_person(email="dana@hospital.example")
    assert person_with_email("DANA@hospital.example") == person
    end_access(person, by=boss, why="Left the hospital")
    end_access(person, by=boss, why="Left the hospital")
    assert (person.is_active, person.left_on) == (False, TODAY)
    assert person_with_email("dana@hospital.example") is None
    assert authenticate(username="dana@hospital.example", password=PASSWORD) is None
    assert person.history.first().history_change_reason == "Left the hospital"
    assert person.history.first().history_user == boss


def test_a_sign_in_leaves_no_history() -> None:
    """Who was at work, and when, is nobody's to read."""
    person = make_person()
    client = sign_in(person)
    answer = client.get("/accounts/login/")
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.last_login is not None
    assert person.history.count() == 1
    person.name = "Another Name"
    person.save()
    assert person.history.count() == 2
    assert not {"password", "last_login"} & {f.name for f in person.history.model._meta.fields}

"""manage.py add_person."""

import io
import re
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import Person
from portal.common.roles import Role, roles_of
from portal.sections.models import Campus, Section
from portal.sections.selectors import leaders_of, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def section() -> Section:
    campus = Campus(slug="north", name="North")
    campus.save()
    section = Section(campus=campus, slug="cardiology", name="Cardiology")
    section.save()
    return section


def add(*arguments: str) -> str:
    out = io.StringIO()
    call_command("add_person", *arguments, stdout=out)
    return out.getvalue()


def test_a_person_with_everything(section: Section) -> None:
    said = add(
        "Kim@Demo.invalid", "Kim Sample", "--credentials", "MD", "--section", "cardiology",
        "--leads", "cardiology", "--as", "leader", "--role", "editor", "--role", "facilitator",
    )  # fmt: skip
    person = Person.objects.get()
    assert (person.email, person.full_name) == ("kim@demo.invalid", "Kim Sample, MD")
    assert roles_of(person) == {Role.SECTION_LEADER, Role.EDITOR, Role.FACILITATOR}
    assert section_of(person) == section
    assert [row.kind for row in leaders_of(section)] == ["leader"]
    assert said.splitlines()[:5] == [
        "Account opened: Kim Sample, MD <kim@demo.invalid>.",
        "Works in Cardiology, North.",
        "Section leader of Cardiology, North.",
        "Role given: Editor.",
        "Role given: Facilitator.",
    ]
    assert person.history.get().history_change_reason == "Entered by the operator with add_person"


def test_the_person_sets_a_password_by_mail(
    client: Client, mailoutbox: list, django_capture_on_commit_callbacks: Callable
) -> None:
    said = add("kim@demo.invalid", "Kim Sample")
    address = said.split()[-1]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            address.removeprefix("http://127.0.0.1:8000"), {"email": "kim@demo.invalid"}
        )
    assert answer.status_code == 302
    (mail,) = mailoutbox
    (link,) = re.findall(r"https?://\S+?(/\S+)", mail.body)
    form = client.get(link, follow=True)
    new = {"password1": "amber kettle plum", "password2": "amber kettle plum"}
    client.post(form.redirect_chain[-1][0], new)
    assert Person.objects.get().check_password("amber kettle plum")


def test_a_second_time_adds_what_is_missing_and_changes_nothing_else(section: Section) -> None:
    add("kim@demo.invalid", "Kim Sample", "--role", "editor")
    said = add("KIM@demo.invalid", "Kim Other", "--role", "editor", "--leads", "cardiology")
    person = Person.objects.get()
    assert person.name == "Kim Sample"
    assert roles_of(person) == {Role.EDITOR, Role.SECTION_LEADER}
    assert person.role_assignments.count() == 1
    assert said.splitlines()[:2] == [
        "Kim Sample <kim@demo.invalid> has an account already; it stays as it is.",
        "Not changed: the name stays “Kim Sample”, not “Kim Other”.",
    ]
    said = add("kim@demo.invalid", "Kim Sample", "--credentials", "MD")
    assert "Not changed: the credentials stay empty, not “MD”." in said
    assert "the name" not in said


def test_who_is_replaced_is_named(section: Section) -> None:
    add("kim@demo.invalid", "Kim Sample", "--credentials", "MD", "--leads", "cardiology")
    leader = add("lee@demo.invalid", "Lee Sample", "--leads", "cardiology", "--as", "leader")
    assert "Replaced" not in leader
    said = add("lee@demo.invalid", "Lee Sample", "--leads", "cardiology")
    assert [line for line in said.splitlines() if "Cardiology" in line] == [
        "Section head of Cardiology, North.",
        "Replaced: Kim Sample, MD is section head of Cardiology, North no longer.",
    ]
    assert [row.person.name for row in leaders_of(section)] == ["Lee Sample"]
    again = add("lee@demo.invalid", "Lee Sample", "--leads", "cardiology")
    assert "Replaced" not in again


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["kim", "Kim Sample"], "Write an email address like name@hospital.org."),
        (["kim@demo.invalid", " "], "Write the person’s name."),
        (
            ["kim@demo.invalid", "Kim", "--section", "cardiologie"],
            "There is no section “cardiologie”. There are: cardiology.",
        ),
        (["kim@demo.invalid", "Kim", "--as", "head"], "--as needs --leads SLUG: which section?"),
    ],
)
def test_a_refusal_says_what_to_correct_and_leaves_nothing(
    section: Section, arguments: list[str], message: str
) -> None:
    with pytest.raises(CommandError) as error:
        add(*arguments)
    assert str(error.value) == message
    assert Person.objects.count() == 0

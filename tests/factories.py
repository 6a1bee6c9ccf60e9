"""Builders of what tests need. They go through the services wherever a service exists.

`make_cast` builds the fixed cast. `make_person` and friends build one thing with plain defaults;
what is not given is numbered, so nothing collides.
"""

import datetime as dt
import itertools
import time
from dataclasses import dataclass

from django.test import Client

from certification.models import Supporter
from certification.services.projecting import note_movements, project
from portal.accounts.models import Person
from portal.accounts.services import add_person, grant_role
from portal.common.audit import recorded
from portal.common.roles import Role, forget_roles
from portal.common.time import today
from portal.sections.models import Campus, Leadership, Section
from portal.sections.services import appoint_leader, join_section

PASSWORD = "a long enough phrase"
BEFORE = dt.date(2026, 1, 5)

_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Cast:
    """One person of each kind. Cardiology is led by `head` and `leader`; Surgery by `other_head`."""

    cardiology: Section
    surgery: Section
    supporter: Person
    facilitator: Person
    head: Person
    leader: Person
    coordinator: Person
    editor: Person
    legal: Person
    risk: Person
    stranger: Person
    other_head: Person
    other_supporter: Person


def make_cast() -> Cast:
    """The fixed cast; `supporter` works in Cardiology, `other_supporter` in Surgery."""
    cardiology = make_section("Cardiology", make_campus("Anschutz"))
    surgery = make_section("Surgery", make_campus("Colorado Springs"))
    return Cast(
        cardiology=cardiology,
        surgery=surgery,
        supporter=make_supporter("Sam Example", section=cardiology).person,
        facilitator=make_person("Fay Example", roles=[Role.FACILITATOR]),
        head=make_leader("Hal Example", cardiology),
        leader=make_leader("Lea Example", cardiology, Leadership.Kind.LEADER),
        coordinator=make_person("Cora Example", roles=[Role.COORDINATOR]),
        editor=make_person("Ed Example", roles=[Role.EDITOR]),
        legal=make_person("Lex Example", roles=[Role.LEGAL_REVIEWER]),
        risk=make_person("Rita Example", roles=[Role.RISK_REVIEWER]),
        stranger=make_person("Stan Example"),
        other_head=make_leader("Hope Example", surgery),
        other_supporter=make_supporter("Sue Example", section=surgery).person,
    )


def make_person(
    name: str | None = None,
    *,
    email: str | None = None,
    credentials: str = "MD",
    roles: list[Role] | None = None,
    section: Section | None = None,
    since: dt.date = BEFORE,
) -> Person:
    """A person with an account, the password `PASSWORD`, and perhaps assigned roles and a section."""
    number = next(_number)
    name = name or f"Person {number} Example"
    email = email or f"{name.split()[0].lower()}.{number}@hospital.example"
    person = add_person(email, name=name, by=None, credentials=credentials, password=PASSWORD)
    for role in roles or []:
        grant_role(person, role=role, by=None, since=since, why="Needed for the test")
    if section:
        join_section(person, section=section, by=None, since=since, why="Works there")
    return person


def make_campus(name: str | None = None) -> Campus:
    number = next(_number)
    campus = Campus(slug=f"campus-{number}", name=name or f"Campus {number}", position=number)
    with recorded(by=None, why="Campus opened"):
        campus.save()
    return campus


def make_section(name: str | None = None, campus: Campus | None = None) -> Section:
    number = next(_number)
    campus = campus or make_campus()
    section = Section(campus=campus, slug=f"section-{number}", name=name or f"Section {number}")
    with recorded(by=None, why="Section opened"):
        section.save()
    return section


def make_leader(
    name: str | None,
    section: Section,
    kind: Leadership.Kind = Leadership.Kind.HEAD,
    *,
    since: dt.date = BEFORE,
) -> Person:
    """A person who leads a section and works in it."""
    person = make_person(name, section=section, since=since)
    appoint_leader(person, section=section, kind=kind, by=None, since=since, why="Appointed")
    return person


def make_supporter(
    name: str | None = None, *, section: Section | None = None, since: dt.date | None = None
) -> Supporter:
    """A supporter at the very beginning of the path."""
    person = make_person(name, section=section)
    supporter = Supporter(person=person, since=since or today())
    with recorded(by=None, why="Came onto the path"):
        supporter.save()
        project([supporter.pk])
        note_movements([supporter.pk])
    forget_roles(person)
    return supporter


def sign_in(person: Person, *, fresh: bool = False) -> Client:
    """A client signed in as the person; `fresh`: just now with the password, as a signature demands."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    if fresh:
        session = client.session
        session["account_authentication_methods_user"] = str(person.pk)
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session.save()
    return client

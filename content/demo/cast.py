"""Accounts of the demonstration's people: their sections, roles and passwords."""

import datetime as dt
from dataclasses import dataclass, field

from content.demo.passwords import new_password
from content.demo.people import CAST, COHORT, HEADS, LEE, DemoColleague, Stage
from portal.accounts.models import Person
from portal.accounts.services import add_person, grant_role
from portal.accounts.sign_ins import SignIn, read_sign_ins, write_sign_ins
from portal.common.audit import recorded
from portal.sections.models import Leadership, Section
from portal.sections.services import appoint_leader, join_section

WHY = "Demonstration"


@dataclass
class Cast:
    """The cast: every person with an account, by the row in `content.demo.people`."""

    people: dict[DemoColleague, Person] = field(default_factory=dict)

    def head_of(self, colleague: DemoColleague) -> Person:
        """The head of the section that a colleague works in."""
        return self.people[next(head for head in HEADS if head.section == colleague.section)]


def open_accounts(since: dt.date, sign_ins: list[SignIn]) -> Cast:
    """Everybody who has an account, in their section, with the roles of the cast and the leaders' tenure."""
    passwords = {row.email: row.password for row in sign_ins}
    sections = {section.slug: section for section in Section.objects.all()}
    cast = Cast()
    for colleague in dict.fromkeys([member.colleague for member in CAST] + HEADS + COHORT):
        if colleague.stage in {Stage.NO_ACCOUNT, Stage.CLOSED}:
            continue
        person = add_person(
            colleague.email,
            name=colleague.name,
            by=None,
            credentials=colleague.credentials,
            password=passwords.get(colleague.email),
            why=WHY,
        )
        join_section(person, section=sections[colleague.section], by=None, since=since, why=WHY)
        cast.people[colleague] = person
    kinds = [(head, Leadership.Kind.HEAD) for head in HEADS] + [(LEE, Leadership.Kind.LEADER)]
    for leader, kind in kinds:
        section = sections[leader.section]
        appoint_leader(
            cast.people[leader], section=section, kind=kind, by=None, since=since, why=WHY
        )
    for member in CAST:
        for role in member.roles:
            grant_role(cast.people[member.colleague], role=role, by=None, since=since, why=WHY)
    return cast


def sign_ins_to_be() -> list[SignIn]:
    """A sign-in for each of the cast: the password of var/demo.json where it has one, otherwise a new one."""
    kept = {row.email: row.password for row in read_sign_ins()}
    return [
        SignIn(
            member.title, member.colleague.email, kept.get(member.colleague.email) or new_password()
        )
        for member in CAST
    ]


def restore_sign_ins() -> bool:
    """Give a new password to whoever of the cast var/demo.json does not name; True if it was anybody."""
    kept = {row.email for row in read_sign_ins()}
    sign_ins = sign_ins_to_be()
    lost = [row for row in sign_ins if row.email not in kept]
    with recorded(by=None, why="Demonstration: the file of sign-ins was lost"):
        for row in lost:
            person = Person.objects.get(email=row.email)
            person.set_password(row.password)
            person.save()
    if lost:
        write_sign_ins(sign_ins)
    return bool(lost)

"""Writes about people: adding them, giving and ending roles, ending access.

A service that trusts its caller checks no permission: a command calls it, or a service that has already checked.
"""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.addresses import read_address
from portal.accounts.models import ASSIGNED_ROLES, Person, RoleAssignment
from portal.accounts.signals import access_ended, account_opened, role_ended, role_granted
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock, lock_all
from portal.common.names import read_name
from portal.common.permissions import require
from portal.common.roles import Role, forget_roles
from portal.common.time import today


def add_person(
    email: str,
    *,
    name: str,
    by: Person | None,
    credentials: str = "",
    password: str | None = None,
    why: str = "Account opened",
) -> Person:
    """Open an account; without a password the person sets one by the "forgotten password" email.

    Trusts its caller. Refuses an address that is not one (`email`), or that somebody already has (`taken`).
    """
    email = read_address(email)
    name = read_name(name)
    if not name:
        raise Refusal(_("Write the person’s name."), code="name", field="name")
    taken = Refusal(_("Somebody already has this address."), code="taken", field="email")
    with recorded(by=by, why=why):
        if Person.objects.filter(email__iexact=email).exists():
            raise taken
        try:
            with transaction.atomic():
                person = Person.objects.create_user(
                    email, password, name=name, credentials=credentials.strip()
                )
        except IntegrityError:
            # Somebody opened it a moment ago.
            raise taken from None
        account_opened.send(Person, person=person, by=by)
        return person


def correct_name(person: Person, *, name: str, credentials: str, by: Person) -> Person:
    """Write a person's name or credentials as they should stand; the same as before changes nothing.

    Signed records and certificates keep the old name. Requires `account.keep`. Refuses an empty name (`name`).
    """
    require(by, "account.keep")
    name, credentials = read_name(name), " ".join(credentials.split())
    if not name:
        raise Refusal(_("Write the person’s name."), code="name", field="name")
    with recorded(by=by, why="Name corrected"):
        locked = lock(person)
        if (locked.name, locked.credentials) != (name, credentials):
            locked.name, locked.credentials = name, credentials
            locked.save()
    person.refresh_from_db()
    return person


def grant_role(
    person: Person, *, role: Role, by: Person | None, since: dt.date | None = None, why: str
) -> RoleAssignment:
    """Give an assigned role from a date (default today); giving it twice keeps the first. Trusts its caller.

    Refuses roles that follow from facts (`derived`): supporter and section leader.
    """
    if role not in ASSIGNED_ROLES:
        raise Refusal(
            _("“%(role)s” follows from facts and is not given.") % {"role": role.label},
            code="derived",
        )
    with recorded(by=by, why=why):
        lock(person)
        assignment = RoleAssignment.objects.filter(
            person=person, role=role, until__isnull=True
        ).first()
        if assignment is None:
            assignment = RoleAssignment(person=person, role=role, since=since or today())
            assignment.save()
        role_granted.send(Person, person=person, role=role, by=by)
    forget_roles(person)
    return assignment


def end_role(person: Person, *, role: Role, by: Person | None, why: str) -> None:
    """End a role today; ending one that is not held does nothing. Trusts its caller."""
    with recorded(by=by, why=why):
        for assignment in lock_all(
            RoleAssignment.objects.filter(person=person, role=role, until__isnull=True)
        ):
            assignment.until = max(today(), assignment.since)
            assignment.save()
        role_ended.send(Person, person=person, role=role, by=by)
    forget_roles(person)


def end_access(person: Person, *, by: Person | None, why: str) -> None:
    """Deactivate: the person can no longer sign in, and keeps every record. Trusts its caller."""
    with recorded(by=by, why=why):
        locked = lock(person)
        locked.is_active = False
        locked.left_on = locked.left_on or today()
        locked.save()
        access_ended.send(sender=Person, person=locked, by=by)
    person.refresh_from_db()
    forget_roles(person)

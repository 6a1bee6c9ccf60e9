"""Ends a role in a real installation: somebody stops coordinating, facilitating, editing or reviewing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.models import ASSIGNED_ROLES
from portal.accounts.selectors import person_with_email
from portal.accounts.services import end_role
from portal.common.roles import Role, roles_of


class Command(BaseCommand):
    help = (
        "End a role that was given with add_person, from today on. The account and everything else stay. "
        "Who leads a section is said in the portal, by a coordinator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in ASSIGNED_ROLES])
        parser.add_argument(
            "--why", default="Ended by the operator", help="Kept in the history of the role."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person, role = person_with_email(options["email"]), Role(options["role"])
        if person is None:
            raise CommandError(f"Nobody with access has the address {options['email']}.")
        if role not in roles_of(person):
            raise CommandError(f"{person.full_name} is no {role.label.lower()}.")
        end_role(person, role=role, by=None, why=options["why"])
        self.stdout.write(f"{person.full_name} is no {role.label.lower()} from today on.")

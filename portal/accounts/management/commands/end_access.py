"""Ends somebody's access in a real installation: they left, or their account must be closed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.selectors import person_with_email
from portal.accounts.services import end_access


class Command(BaseCommand):
    help = (
        "End a person's access from today on. Their records stay; their seats in sessions to come are freed. "
        "There is no way back by this command."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--why", default="Left the hospital", help="Kept in the history of the account."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_with_email(options["email"])
        if person is None:
            raise CommandError(f"Nobody with access has the address {options['email']}.")
        end_access(person, by=None, why=options["why"])
        self.stdout.write(f"{person.full_name} <{person.email}> has no access from today on.")

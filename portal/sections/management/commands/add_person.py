"""Opens an account in a real installation, with the roles that the person is to have."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from portal.accounts.models import ASSIGNED_ROLES, Person
from portal.accounts.services import add_person, grant_role
from portal.common.errors import Refusal
from portal.common.roles import Role
from portal.sections.models import Leadership, Section
from portal.sections.services import appoint_leader, join_section

WHY = "Entered by the operator with add_person"


class Command(BaseCommand):
    help = (
        "Open an account, or add roles to one that exists. Asks for nothing: the person sets a "
        "password by the “forgotten password” email."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name", help="As it should stand on a certificate.")
        parser.add_argument("--credentials", default="", help="For example MD, DO, NP.")
        parser.add_argument("--section", metavar="SLUG", help="The section the person works in.")
        parser.add_argument(
            "--role",
            action="append",
            default=[],
            choices=[role.value for role in ASSIGNED_ROLES],
            help="May be given more than once.",
        )
        parser.add_argument("--leads", metavar="SLUG", help="The section the person leads.")
        parser.add_argument(
            "--as",
            dest="kind",
            choices=Leadership.Kind.values,
            help="With --leads: as its head (default) or as another leader.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["kind"] and not options["leads"]:
            raise CommandError("--as needs --leads SLUG: which section?")
        joins, leads = self._section(options["section"]), self._section(options["leads"])
        kind = Leadership.Kind(options["kind"] or Leadership.Kind.HEAD)
        try:
            with transaction.atomic():
                person = self._account(options)
                if joins:
                    join_section(person, section=joins, by=None, why=WHY)
                    self.stdout.write(f"Works in {joins}.")
                if leads:
                    self._appoint(person, leads, kind)
                for name in options["role"]:
                    grant_role(person, role=Role(name), by=None, why=WHY)
                    self.stdout.write(f"Role given: {Role(name).label}.")
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        if not person.has_usable_password():
            address = f"{settings.PUBLIC_URL}{reverse('account_reset_password')}"
            self.stdout.write(f"To set a password, {person.name} asks for the email at {address}")

    def _appoint(self, person: Person, section: Section, kind: Leadership.Kind) -> None:
        """Appoint, and name each tenure that this ended: an operator may not have meant it."""
        sitting = Leadership.objects.filter(section=section, until__isnull=True)
        before = list(sitting.select_related("person"))
        appoint_leader(person, section=section, kind=kind, by=None, why=WHY)
        self.stdout.write(f"{kind.label} of {section}.")
        kept = set(sitting.values_list("pk", flat=True))
        for ended in before:
            if ended.pk not in kept and ended.person_id != person.pk:
                was = ended.get_kind_display().lower()
                self.stdout.write(
                    f"Replaced: {ended.person.full_name} is {was} of {section} no longer."
                )

    def _section(self, slug: str | None) -> Section | None:
        if not slug:
            return None
        section = Section.objects.filter(slug=slug).first()
        if section is None:
            known = ", ".join(Section.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no section “{slug}”. There are: {known or 'none yet'}.")
        return section

    def _account(self, options: dict[str, Any]) -> Person:
        email = options["email"].strip()
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            person = add_person(
                email, name=options["name"], by=None, credentials=options["credentials"], why=WHY
            )
            self.stdout.write(f"Account opened: {person.full_name} <{person.email}>.")
            return person
        if not person.is_active:
            raise CommandError(f"{person.full_name} has left, and the account is closed.")
        self.stdout.write(
            f"{person.full_name} <{person.email}> has an account already; it stays as it is."
        )
        for what, asked, kept in [
            ("name stays", options["name"], person.name),
            ("credentials stay", options["credentials"], person.credentials),
        ]:
            if asked.strip() and asked.strip() != kept:
                held = f"“{kept}”" if kept else "empty"
                self.stdout.write(f"Not changed: the {what} {held}, not “{asked.strip()}”.")
        return person

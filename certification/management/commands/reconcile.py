"""Applies the gate to time's passing; run it once a day, and as often as you like."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certification.services.nightly import do_now, require_no_gap
from portal.common.errors import Refusal


class Command(BaseCommand):
    help = (
        "Enters the standings that changed because a date came, issues certificates that are due, asks facilitators "
        "who came to a session that is over, and tries waiting email again. A second run finds nothing to do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--after-a-gap",
            action="store_true",
            help="The last run was more than two days ago, and today's date is right.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["after_a_gap"]:
            try:
                require_no_gap()
            except Refusal as refusal:
                raise CommandError(refusal.message) from None
        done = do_now()
        self.stdout.write(f"Standings entered: {done.standings}")
        if done.projections_corrected:
            self.stdout.write(
                f"Supporters whose projected facts differed, now corrected: {done.projections_corrected}. The log says which."
            )
        self.stdout.write(f"Certificates issued: {done.certificates}")
        self.stdout.write(f"Facilitators asked who came: {done.sessions_asked}")
        self.stdout.write(f"Email sent: {done.mail_sent}, waiting: {done.mail_waiting}")
        if done.mail_given_up:
            self.stdout.write(
                f"Email given up after two weeks: {done.mail_given_up}. The table of the outbox says to whom and why."
            )
        self.stdout.write(
            f"Cleared away: {done.sessions_cleared} ended sign-ins, {done.tasks_cleared} ended tasks, "
            f"{done.kept_forms_cleared} kept forms, {done.tallies_cleared} counts"
        )
        if done.certificates_failed:
            raise CommandError(
                f"Certificates that could not be issued: {done.certificates_failed}. "
                "The log says why; the next run tries again."
            )

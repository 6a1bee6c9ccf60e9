"""Says that this installation is the real one of its database: after a restore or a move, email goes out again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.common import installation
from portal.common.delivery import UNSENT
from portal.common.models import OutboxMessage


class Command(BaseCommand):
    help = (
        "Make this installation the real one of its database: email goes out from here, and no more from where the "
        "database was before. Run it after a restore on another machine or a change of PUBLIC_URL, never on a copy for trying."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--send", action="store_true", help="Send the email that waits here.")
        what.add_argument(
            "--discard",
            action="store_true",
            help="Send none of it: it went out before the backup was restored.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = OutboxMessage.objects.filter(UNSENT)
        if waiting and not (options["send"] or options["discard"]):
            first = waiting.order_by("created_at").values_list("created_at", flat=True)[0]
            raise CommandError(
                f"{waiting.count()} emails wait in this database, the oldest since {first:%Y-%m-%d}. After a restore some of "
                "them may have been sent already. Say --send or --discard. Nothing was changed."
            )
        discarded = waiting.delete()[0] if options["discard"] else 0
        installation.make_home()
        self.stdout.write(
            f"This is the real portal now. Discarded: {discarded}; waiting: {waiting.count()}."
        )

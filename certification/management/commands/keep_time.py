"""The clock of the portal: email whose next try has come, twice a minute, and the nightly work once a date."""

import logging
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from certification.services.nightly import begin_if_due, is_due, require_no_gap
from portal.common.delivery import hand_over_due
from portal.common.errors import Refusal

logger = logging.getLogger(__name__)

SECONDS = 30


class Command(BaseCommand):
    help = "Runs until it is ended. Several may run at once, and it may be ended at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Look once, then end.")

    def handle(self, *args: Any, **options: Any) -> None:
        refused = ""
        while True:
            # One that fails does not keep the other waiting, and is tried again half a minute later.
            for act in (hand_over_due, nightly):
                try:
                    act()
                except Refusal as refusal:
                    if refusal.message != refused:
                        logger.error("%s", refusal.message)
                    refused = refusal.message
                except Exception:
                    logger.exception("The clock could not do its work.")
            if options["once"]:
                return
            close_old_connections()
            time.sleep(SECONDS)


def nightly() -> None:
    """The nightly work where it is due. Where the portal is only tried, days may lie between two runs."""
    if not is_due():
        return
    if settings.IS_REAL:
        require_no_gap()
    begin_if_due()

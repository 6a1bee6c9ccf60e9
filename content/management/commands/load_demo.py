"""Loads the demonstration: the starter program and invented people at every stage of the path."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from content.demo.cast import restore_sign_ins
from content.demo.load import is_loaded, load
from content.demo.people import COHORT
from portal.accounts.sign_ins import sign_ins_path
from portal.common.errors import Refusal
from portal.common.installation import mark_as_demonstration


class Command(BaseCommand):
    help = (
        "Load invented people at every stage, into a database without a program. A second time changes "
        "nothing. The sign-ins are written to var/demo.json."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION_ALLOWED:
            raise CommandError(
                "These are the settings of a real installation, in which invented people have no place."
            )
        if is_loaded():
            mark_as_demonstration()
            self._restore()
            return
        began = time.monotonic()
        try:
            load(self._say)
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        self._say(
            f"The demonstration is loaded: {len(COHORT)} people on the path or asked to join it "
            f"({time.monotonic() - began:.0f} s)."
        )

    def _restore(self) -> None:
        if restore_sign_ins():
            self._say(f"The demonstration is here already; {sign_ins_path()} was written anew.")
        else:
            self._say("The demonstration is here already; nothing was changed.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

"""Prints where the portal is and the sign-ins of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.accounts.sign_ins import SignIn, read_sign_ins


class Command(BaseCommand):
    help = "Print the portal's address and one sign-in for every role of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        sign_ins = read_sign_ins()
        if not sign_ins:
            self.stdout.write("There is no demonstration here. To make one: manage.py load_demo")
            return
        self.stdout.write(f"Sign in at {settings.PUBLIC_URL}{settings.LOGIN_URL}\n\n")
        heading = SignIn("Role", "Email", "Password")
        widths = [max(len(row[column]) for row in [heading, *sign_ins]) for column in range(3)]
        rule = SignIn(*("-" * width for width in widths))
        for row in [heading, rule, *sign_ins]:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.stdout.write(f"  {line.rstrip()}")

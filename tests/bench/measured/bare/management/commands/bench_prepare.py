"""Makes the bench's database, or lets it grow, and writes down what the client needs: sign-ins, sessions, answers."""

import json
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from wagtail.models import Site

from measured.bare import cast
from measured.bare.answers import right_answers
from measured.bare.models import BarePage
from measured.meter import Meter
from portal.accounts.models import Person

BLOCKS, LINKING = 10, 6


class Command(BaseCommand):
    help = "Prepares the database of a bench."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--supporters", type=int, required=True)
        parser.add_argument("--postgres", type=int, default=0, help="The process of PostgreSQL.")
        parser.add_argument("--into", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False, stdout=sys.stderr)
        if not BarePage.objects.exists():
            call_command("load_demo", stdout=sys.stderr)
            _write_bare_page()
        there = Person.objects.filter(email__startswith="load-").count()
        meter = Meter(postgres=options["postgres"])
        before = time.process_time() + meter.read()
        if there < options["supporters"]:
            missing = options["supporters"] - there
            with cast.crowding(cast.LEADERS_SECTION) as more:
                call_command("generate_load", supporters=missing, stdout=sys.stderr, **more)
        loading = time.process_time() + meter.read() - before
        if connection.vendor == "postgresql":
            # What its autovacuum would have done a minute later.
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        found = {
            "cookie": settings.SESSION_COOKIE_NAME,
            "loading_s": loading,
            "postgres": _about_postgres(),
            "answers": right_answers(),
            **cast.gathered(),
        }
        options["into"].write_text(json.dumps(found))


def _about_postgres() -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version(), current_setting('jit'), pg_jit_available()")
        version, jit, available = cursor.fetchone()
    return f"{version.split(', compiled')[0]}; jit {jit}, {'' if available else 'not '}available"


def _write_bare_page() -> None:
    """Ten blocks with as much text as a module's section has."""
    home = Site.objects.get(is_default_site=True).root_page
    sentence = (
        "A colleague listens, says the limits of confidentiality first, and asks what would help. "
    )
    text = f"<h2>A heading</h2><p>{sentence * 5}</p><ul><li>One</li><li>Two</li></ul>"
    link = f'<p><a linktype="page" id="{home.pk}">Home</a></p>'
    texts = [text + link] * LINKING + [text] * (BLOCKS - LINKING)
    page = BarePage(title="Bare", slug="bare", body=[("text", each) for each in texts])
    home.add_child(instance=page)

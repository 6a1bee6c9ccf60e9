"""Makes the bench's database anew and says, as JSON, what the load needs: pages, their statements, a sign-in.

python -m tests.bench.prepare SUPPORTERS
"""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BARE = "A bare Wagtail page"
# Beside the measure, for the eye: the same page without a session to look up, and a view that does nothing.
BARE_FOR_A_VISITOR = "The same for a visitor"
EMPTY = "A view without a page"
FOR_SCALE = {BARE, BARE_FOR_A_VISITOR, EMPTY}
BLOCKS = 10


def main(supporters: int) -> dict[str, Any]:
    django.setup()
    with contextlib.redirect_stdout(sys.stderr):
        _empty_database()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo")
        call_command("generate_load", supporters=supporters)
    return _what_to_ask()


def _empty_database() -> None:
    if connection.vendor == "sqlite":
        name = str(settings.DATABASES["default"]["NAME"])
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _what_to_ask() -> dict[str, Any]:
    from content.demo.people import ROBIN
    from portal.accounts.models import Person

    robin = Person.objects.get(email=ROBIN.email)
    visitor, signed_in = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    signed_in.force_login(robin, backend="django.contrib.auth.backends.ModelBackend")
    cookie = f"sessionid={signed_in.cookies['sessionid'].value}"
    bare = _bare_page()
    asked = {BARE: bare, **_our_pages(robin), BARE_FOR_A_VISITOR: bare, EMPTY: "/healthz"}
    pages = {}
    for title, path in asked.items():
        client = visitor if title in {BARE_FOR_A_VISITOR, EMPTY} else signed_in
        pages[title] = {
            "path": path,
            "cookie": cookie if client is signed_in else "",
            "statements": _statements(client, path),
        }
    return pages


def _our_pages(robin: Any) -> dict[str, str]:
    """The pages that a supporter in the middle of the training looks at."""
    from curriculum.models import Bookmark

    bookmark = Bookmark.objects.filter(person=robin).order_by("-updated_at", "-pk").first()
    assert bookmark is not None
    module, section = bookmark.edition.module, bookmark.edition.sections[-1]
    return {
        "My path": "/my/",
        "Training": "/training/",
        "A module": f"{module.get_absolute_url()}?about",
        "A section of a module": f"{module.get_absolute_url()}{section['slug']}/",
    }


def _bare_page() -> str:
    """Ten blocks with as much text as the module's section has, and no link."""
    from wagtail.models import Site

    from tests.bench.bare.models import BarePage

    sentence = (
        "A colleague listens, says the limits of confidentiality first, and asks what would help. "
    )
    text = f"<h2>A heading</h2><p>{sentence * 5}</p><ul><li>One</li><li>Two</li></ul>"
    page = BarePage(title="Bare", slug="bare", body=[("text", text)] * BLOCKS)
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    return "/bare/"


def _statements(client: Client, path: str) -> int:
    """SQL statements of the page when everything that is kept between requests is there."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(asked)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))

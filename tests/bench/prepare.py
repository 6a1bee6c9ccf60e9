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

    client = Client(SERVER_NAME="127.0.0.1")
    robin = Person.objects.get(email=ROBIN.email)
    client.force_login(robin, backend="django.contrib.auth.backends.ModelBackend")
    pages = {BARE: _bare_page(), **_our_pages(robin)}
    return {
        "cookie": f"sessionid={client.cookies['sessionid'].value}",
        "pages": pages,
        "statements": {title: _statements(client, path) for title, path in pages.items()},
    }


def _our_pages(robin: Any) -> dict[str, str]:
    """The pages that a supporter in the middle of the training looks at."""
    from curriculum.models import Bookmark

    bookmark = Bookmark.objects.filter(person=robin).order_by("-updated_at", "-pk").first()
    assert bookmark is not None
    module, section = bookmark.edition.module, bookmark.edition.sections[-1]
    return {
        "My path": "/my/",
        "Training": "/training/",
        "A module": module.get_absolute_url(),
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

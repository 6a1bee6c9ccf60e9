"""Whether this database is this installation's own: a copy must not email people, and a demonstration must not become real.

The folder of an installation (PORTAL_VAR) keeps a secret in the file `installation`, and its database keeps a digest of
that secret and of PUBLIC_URL. A database that was restored or copied to another place does not match, and emails nobody
until somebody says that this is the real one (`manage.py make_this_the_portal`).
"""

import hashlib
import os
import secrets

from django.conf import settings
from django.db import DatabaseError, transaction

from portal.common.models import Installation

ONE = 1


def may_email() -> bool:
    """Whether email may leave: always where the portal is only tried, else where the database is at home.

    A database that has no home yet finds it here.
    """
    if not settings.IS_REAL:
        return True
    row, _ = Installation.objects.get_or_create(pk=ONE, defaults={"home": _home()})
    if not row.home:
        Installation.objects.filter(pk=ONE, home="").update(home=_home())
        row.refresh_from_db()
    return row.home == _home()


def make_home() -> None:
    """From now on this is the real installation of the database, and the one before is a copy."""
    Installation.objects.update_or_create(pk=ONE, defaults={"home": _home()})


def mark_as_demonstration() -> None:
    """The people in this database are invented."""
    Installation.objects.update_or_create(pk=ONE, defaults={"is_demonstration": True})


def holds_demonstration() -> bool:
    """Whether the people in this database are invented; no where it has no tables yet."""
    try:
        with transaction.atomic():
            return Installation.objects.filter(is_demonstration=True).exists()
    except DatabaseError:
        return False


def begin() -> None:
    """Make the secret of a real installation; end the process where it was given the demonstration's database."""
    if not settings.IS_REAL:
        return
    _secret()
    if holds_demonstration():
        raise SystemExit(
            "portal cannot start: this database holds the demonstration, whose people are invented and whose passwords "
            "are known. Name an empty database in DATABASE_URL, then run manage.py migrate."
        )


def _home() -> str:
    """The digest for which this installation's database is asked: 64 hexadecimal digits."""
    return hashlib.sha256(f"{_secret()} {settings.PUBLIC_URL}".encode()).hexdigest()


def _secret() -> str:
    path = settings.INSTALLATION_FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex())
    return path.read_text().strip()

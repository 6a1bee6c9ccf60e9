"""The file of an SQLite database is its owner's alone: it holds names, standings and signatures."""

import contextlib
import stat
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@receiver(connection_created)
def keep_private(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Take the group's and everybody's rights from the file, and from the two that SQLite keeps beside it."""
    if connection.vendor != "sqlite":
        return
    for suffix in ("", "-wal", "-shm"):
        path = Path(f"{connection.settings_dict['NAME']}{suffix}")
        # Of another owner, or gone meanwhile: then it is not ours to keep.
        with contextlib.suppress(OSError):
            mode = path.stat().st_mode
            if mode & OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~OTHERS)

"""The sign-ins of the demonstration: kept in var/demo.json, readable by its owner alone."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.conf import settings


class SignIn(NamedTuple):
    """One way to sign in; `role` says in words what this person is for."""

    role: str
    email: str
    password: str


def sign_ins_path() -> Path:
    return Path(settings.VAR_DIR) / "demo.json"


def read_sign_ins() -> list[SignIn]:
    """The sign-ins in the file; none when there is no file, or none that can be read as such."""
    try:
        rows = json.loads(sign_ins_path().read_text())
        return [SignIn(str(row["role"]), str(row["email"]), str(row["password"])) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def write_sign_ins(sign_ins: Iterable[SignIn]) -> None:
    """Write the file at once or not at all; its mode is 600 from its first byte on."""
    path = sign_ins_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump([sign_in._asdict() for sign_in in sign_ins], file, indent=2)
        file.write("\n")
    unfinished.replace(path)

"""Reading the starter texts."""

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

STARTER = Path(__file__).resolve().parent


def read(path: Path) -> dict[str, Any]:
    """One starter text."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_folder(folder: Path) -> list[dict[str, Any]]:
    """The texts of a folder in the order of their file names."""
    return [read(path) for path in sorted(folder.glob("*.toml"))]


def digest(data: Any) -> str:
    """A hash of plain data: the same for the same data, whatever the order of keys."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_folder(folder: Path, *also: str) -> str:
    """A hash of everything in a folder of starter texts."""
    total = hashlib.sha256("\0".join(also).encode())
    for path in sorted(folder.rglob("*.toml")):
        total.update(str(path.relative_to(folder)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()

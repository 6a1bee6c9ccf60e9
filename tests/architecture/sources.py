"""The project's own files, models and functions, as the tests of its architecture read them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent.parent
# Lowest first. The label of the app and of the room.
ROOMS = ["common", "accounts", "sections", "curriculum", "certification", "content"]
PACKAGES = ["portal", "curriculum", "certification", "content", "deploy", "tests"]
_SKIPPED = {"var", ".git", "node_modules", "__pycache__", "migrations"} | {
    f".{tool}"
    for tool in ("hypothesis", "import_linter_cache", "mypy_cache", "pytest_cache", "ruff_cache")
}


def files(*suffixes: str, under: tuple[str, ...] = (".",)) -> list[Path]:
    """Our files with one of the suffixes below folders of the checkout; migrations are not among them."""
    found: set[Path] = set()
    for folder in under:
        start = ROOT / folder
        for suffix in suffixes:
            found.update(path for path in start.rglob(f"*{suffix}") if path.is_file())
    return sorted(p for p in found if not _SKIPPED & set(p.relative_to(ROOT).parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_files() -> list[Path]:
    return [ROOT / "manage.py", *files(".py", under=tuple(PACKAGES))]


def product_files() -> list[Path]:
    """Python that is part of the product, not of its tests or tools."""
    return files(".py", under=tuple(p for p in PACKAGES if p not in {"tests", "deploy"}))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


@dataclass(frozen=True)
class Function:
    where: str
    lines: int


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of a file with its length: from `def` to its last line, without the docstring."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = _length(node) - (_length(node.body[0]) if ast.get_docstring(node) else 0)
            yield Function(f"{name(path)}:{node.lineno} {node.name}", lines)


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def room_of(model: type[models.Model]) -> int | None:
    """The height of the room that a model lives in; None for a model that is not ours."""
    label = model._meta.app_label
    return ROOMS.index(label) if label in ROOMS else None


def all_models() -> list[type[models.Model]]:
    """Every model of ours, with historical and automatic ones."""
    return [m for m in apps.get_models(include_auto_created=True) if room_of(m) is not None]


def is_historical(model: type[models.Model]) -> bool:
    return hasattr(model, "history_id") or hasattr(model, "instance_type")


def own_models() -> list[type[models.Model]]:
    """The models that we wrote: no historical ones, no tables between two others."""
    return [m for m in all_models() if not is_historical(m) and not m._meta.auto_created]


def label(model: type[models.Model]) -> str:
    return model._meta.label

"""A type of edition is four files more, two of them migrations that Django writes: shown in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.sources import ROOT

FILES = ROOT / "tests/deployment/added_edition"
WRITTEN = ("content/models/charter.py", "curriculum/models/editions/charter.py")
# The migrations are named here without their numbers, which are the next in each room.
NUMBER = re.compile(r"(?<=migrations/)\d{4}")
MADE = ("content/migrations/_charter.py", "curriculum/migrations/_charter.py")


def git(*arguments: str, checkout: Path) -> list[str]:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's files, staged in git, and a folder for its tests to write in with the compiled assets."""
    checkout = tmp_path / "project"
    for name in git("ls-files", "--cached", "--others", "--exclude-standard", checkout=ROOT):
        if (ROOT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, checkout / name)
    (tmp_path / "var").mkdir()
    (tmp_path / "var/assets").symlink_to(settings.ASSETS_DIR)
    git("init", "--quiet", checkout=checkout)
    git("add", "--all", checkout=checkout)
    return checkout


def run(*command: str, checkout: Path) -> None:
    """Run Python in the copy, on SQLite; its output where it fails."""
    environment = {**os.environ, "PORTAL_VAR": str(checkout.parent / "var")}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    for name in ("DATABASE_URL", "PORTAL_TEST_COUNTS", "PYTEST_ADDOPTS"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, *command],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.once
@pytest.mark.slow
def test_a_type_of_edition_is_four_files(copy: Path) -> None:
    for name in WRITTEN:
        shutil.copy(FILES / name, copy / name)
    run("manage.py", "makemigrations", "--name=charter", checkout=copy)
    run("-m", "pytest", "-q", f"{FILES.relative_to(ROOT)}/published_twice.py", checkout=copy)
    status = git("status", "--porcelain", "--untracked-files=all", checkout=copy)
    changed = [NUMBER.sub("", line) for line in status if not line.startswith("A  ")]
    assert changed == sorted(f"?? {name}" for name in (*WRITTEN, *MADE))

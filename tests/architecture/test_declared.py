"""What is imported where the portal runs is declared in requirements/base.in, not only brought by another package."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def deptry(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run it as `make check` does, over a folder."""
    options = ["--config", str(ROOT / "deploy/deptry.toml"), "--no-ansi"]
    return subprocess.run(
        [sys.executable, "-m", "deptry", *options, str(folder)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("import django", 0),
        ("from certification import models", 0),
        # Brought by WeasyPrint; by the tests alone; by nobody.
        ("from PIL import Image", 1),
        ("import hypothesis", 1),
        ("import no_such_package", 1),
    ],
)
def test_an_import_that_is_not_declared_is_found(tmp_path: Path, line: str, code: int) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/base.in").write_text((ROOT / "requirements/base.in").read_text())
    (tmp_path / "planted.py").write_text(f"{line}\n")
    run = deptry(tmp_path)
    assert run.returncode == code, run.stderr
    assert ("planted.py" in run.stderr) is bool(code)

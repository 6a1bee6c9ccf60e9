"""The hooks of a commit: they run what `make check` runs, and hold a subject to its length."""

import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

SCRIPT = ROOT / "deploy" / "subject.sh"


def asked(message: str, folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "message"
    file.write_text(message)
    return subprocess.run([SCRIPT, file], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("subject", ["x" * 72, "Refuse a second open nomination"])
def test_a_short_subject_passes(subject: str, tmp_path: Path) -> None:
    body = "y" * 200
    assert asked(f"{subject}\n\n{body}\n", tmp_path).returncode == 0


def test_a_long_subject_is_refused_and_told_its_length(tmp_path: Path) -> None:
    refused = asked("x" * 73 + "\n", tmp_path)
    assert (refused.returncode, "73 characters" in refused.stderr) == (1, True)


def test_every_hook_is_a_check() -> None:
    """A hook that `make check` does not know would let two machines disagree."""
    checks = (ROOT / "deploy" / "check.sh").read_text()
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    names = [line.split("name: ")[1] for line in hooks.splitlines() if "name: " in line]
    missing = [name for name in names if f'check "{name}"' not in checks]
    assert missing == ["subject of at most 72 characters"]
    assert len(names) == 7

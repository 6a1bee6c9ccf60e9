"""Two first starts at once: one prepares the database, the other waits for it, and both find it whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import serve

pytestmark = [pytest.mark.real_time, pytest.mark.slow, pytest.mark.once]


def begin(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    environment |= {"PORTAL_VAR": str(folder), "DATABASE_URL": ""}
    return subprocess.Popen(
        [sys.executable, "-m", "deploy.prepare"],
        cwd=serve.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_at_once_and_what_a_visitor_is_served(tmp_path: Path) -> None:
    (tmp_path / "assets").symlink_to(serve.ROOT / "var" / "assets")
    both = [begin(tmp_path), begin(tmp_path)]
    told = [process.communicate(timeout=400)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    assert sorted("waiting for it." in text for text in told) == [False, True]
    assert sorted("The demonstration is loaded" in text for text in told) == [False, True]
    assert not any("Traceback" in text for text in told)
    # Named by their content and compressed, as in production; a second start finds nothing to do.
    [style] = (tmp_path / "static").glob("portal.*.css.br")
    assert style.stat().st_size < (tmp_path / "static" / "portal.css").stat().st_size / 5
    again = begin(tmp_path)
    assert "Static files" not in again.communicate(timeout=100)[0]
    assert again.returncode == 0

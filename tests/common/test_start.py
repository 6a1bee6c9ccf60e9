"""A setting that cannot be read stops the start with one line that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def start(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", **os.environ, **variables}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("EMAIL_PORT", "abc", "EMAIL_PORT is 'abc'; write a whole number from 1 to 65535."),
        ("EMAIL_PORT", "70000", "EMAIL_PORT is '70000'; write a whole number from 1 to 65535."),
        ("EMAIL_USE_TLS", "maybe", "EMAIL_USE_TLS is 'maybe'; write yes or no."),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must begin with sqlite:/// or postgres://."),
    ],
)
def test_a_command_stops_with_the_name_of_the_variable(name: str, value: str, line: str) -> None:
    run = start("manage.py", "check", **{name: value})
    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"portal cannot start: {line}\n")


def test_the_settings_that_a_command_names_are_those_that_are_read() -> None:
    run = start("manage.py", "check", "--settings=portal.settings.production")
    line = "SECRET_KEY is not set, and the portal cannot start without it."
    assert (run.returncode, run.stderr) == (1, f"portal cannot start: {line}\n")


def test_the_server_stops_the_same_way() -> None:
    run = start("-c", "import portal.wsgi", EMAIL_PORT="abc")
    assert run.returncode == 1
    assert run.stderr.startswith("portal cannot start: EMAIL_PORT is 'abc';")
    assert len(run.stderr.splitlines()) == 1


def test_with_good_variables_the_check_passes() -> None:
    run = start("manage.py", "check", EMAIL_PORT="2525")
    assert (run.returncode, run.stderr) == (0, "")

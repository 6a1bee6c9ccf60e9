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
        (
            "PUBLIC_URL",
            "a.example",
            "PUBLIC_URL is 'a.example'; write an address like https://HOST.",
        ),
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


def test_in_production_the_hosts_and_the_clients_follow_from_what_is_known() -> None:
    """The web server in front names the client; a header that the client sent before it counts for nothing."""
    script = (
        "import django; django.setup(); from django.conf import settings as s; "
        "from django.test import RequestFactory as R; "
        "from allauth.account.adapter import get_adapter as a; "
        "r = R().get('/', headers={'X-Forwarded-For': '192.0.2.1, 192.0.2.7'}); "
        "print(s.ALLOWED_HOSTS, s.PUBLIC_URL, s.CSRF_TRUSTED_ORIGINS, a().get_client_ip(r))"
    )
    run = start(
        "-c",
        script,
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        SECRET_KEY="k" * 50,
        PUBLIC_URL="https://portal.example/",
    )
    told = "['portal.example'] https://portal.example ['https://portal.example'] 192.0.2.7\n"
    assert (run.returncode, run.stdout) == (0, told)


def test_the_server_stops_the_same_way() -> None:
    run = start("-c", "import portal.wsgi", EMAIL_PORT="abc")
    assert run.returncode == 1
    assert run.stderr.startswith("portal cannot start: EMAIL_PORT is 'abc';")
    assert len(run.stderr.splitlines()) == 1


def test_with_good_variables_the_check_passes() -> None:
    run = start("manage.py", "check", EMAIL_PORT="2525")
    assert (run.returncode, run.stderr) == (0, "")


def test_a_request_carries_nothing_of_the_processs_environment() -> None:
    """A request that waits for a fresh sign-in is kept in the session, with all that it carries."""
    script = (
        "import os, portal.wsgi as w; from wsgiref.util import setup_testing_defaults as s; "
        "w._django = lambda environ, start: seen.append(environ); seen = []; "
        "request = dict(HTTP_ACCEPT='text/html'); s(request); "
        "w.application({**os.environ, **request}, None); "
        "print(seen == [request], 'EMAIL_HOST_PASSWORD' in os.environ)"
    )
    run = start("-c", script, EMAIL_HOST_PASSWORD="hunter2")
    assert (run.returncode, run.stderr, run.stdout) == (0, "", "True True\n")

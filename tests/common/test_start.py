"""A setting that cannot be read stops the start with one line that names it."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.start import check_mail

# What production asks for at the least.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "k" * 50,
    "PUBLIC_URL": "https://portal.example/",
    "EMAIL_HOST": "mail.hospital.example",
    "DEFAULT_FROM_EMAIL": "Peer Support <peer-support@hospital.example>",
    "PROGRAM_OFFICE_EMAIL": "peer-support@hospital.example",
}
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
        (
            "DATABASE_URL",
            "sqlite:////no/such/folder/db.sqlite3",
            "DATABASE_URL names '/no/such/folder/db.sqlite3', and there is no folder '/no/such/folder'.",
        ),
        (
            "ALLOWED_HOSTS",
            "https://a.example",
            "ALLOWED_HOSTS names 'https://a.example'; write names like portal.example, separated by commas.",
        ),
        (
            "TIME_ZONE",
            "America/Nowhere",
            "TIME_ZONE is 'America/Nowhere'; write a time zone’s name like America/Denver.",
        ),
        ("EMAIL_HOST", "a b", "EMAIL_HOST is 'a b'; write the name of a machine."),
        (
            "DEFAULT_FROM_EMAIL",
            "nobody",
            "DEFAULT_FROM_EMAIL is 'nobody'; write an address like name@HOST or Name <name@HOST>.",
        ),
        (
            "PROGRAM_OFFICE_EMAIL",
            "nobody",
            "PROGRAM_OFFICE_EMAIL is 'nobody'; write an address like name@HOST.",
        ),
        (
            "PROGRAM_NAME",
            "two\nlines",
            "PROGRAM_NAME holds a line break or another control character.",
        ),
        (
            "DJANGO_SETTINGS_MODULE",
            "portal.settings.none",
            "DJANGO_SETTINGS_MODULE is 'portal.settings.none', and that module does not exist.",
        ),
        (
            "EMAIL_HOST_USER",
            "ann",
            "Of EMAIL_HOST_USER and EMAIL_HOST_PASSWORD only one is set; set both or neither.",
        ),
    ],
)
def test_a_command_stops_with_the_name_of_the_variable(name: str, value: str, line: str) -> None:
    run = start("manage.py", "check", **{name: value})
    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"portal cannot start: {line}\n")


MAIL = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_USE_TLS": False,
    "EMAIL_PORT": 25,
    "EMAIL_HOST_USER": "",
    "EMAIL_HOST_PASSWORD": "",
}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"EMAIL_USE_TLS": True},
        {"EMAIL_USE_TLS": True, "EMAIL_PORT": 587},
        {"EMAIL_PORT": 465},
        {"EMAIL_HOST_USER": "ann", "EMAIL_HOST_PASSWORD": "secret"},
        # One that asks for the models when it is loaded: it is there, and more cannot be known yet.
        {"EMAIL_BACKEND": "tests.common.eager_backend.EmailBackend"},
    ],
)
def test_mail_settings_that_fit_together_are_taken(values: dict[str, object]) -> None:
    check_mail(SimpleNamespace(**MAIL | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"EMAIL_BACKEND": "django.core.mail.backends.smtp.NoSuchBackend"}, "EMAIL_BACKEND"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.smtp.logger"}, "EMAIL_BACKEND"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.none.EmailBackend"}, "EMAIL_BACKEND"),
        ({"EMAIL_USE_TLS": True, "EMAIL_PORT": 465}, "EMAIL_PORT"),
        ({"EMAIL_HOST_USER": "ann"}, "EMAIL_HOST_PASSWORD"),
        ({"EMAIL_HOST_PASSWORD": "secret"}, "EMAIL_HOST_USER"),
    ],
)
def test_mail_settings_that_could_never_send_a_mail_are_refused(
    values: dict[str, object], named: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=named) as raised:
        check_mail(SimpleNamespace(**MAIL | values))  # type: ignore[arg-type]
    assert "secret" not in str(raised.value)


def test_a_backend_that_does_not_exist_stops_the_start() -> None:
    script = "import portal.wsgi"
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    run = start("-c", script, EMAIL_BACKEND="django.core.mail.backends.smtp.Email", **settings)
    assert (run.returncode, len(run.stderr.splitlines())) == (1, 1)
    assert run.stderr.startswith("portal cannot start: EMAIL_BACKEND is ")
    good = start(
        "-c", script, EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", **settings
    )
    assert (good.returncode, good.stderr) == (0, "")


@pytest.mark.parametrize(("length", "starts"), [(31, False), (32, True)])
def test_in_production_the_secret_key_is_long(length: int, starts: bool) -> None:
    run = start(
        "-c",
        "from portal.settings.start import read_settings; read_settings()",
        **PRODUCTION | {"SECRET_KEY": "k" * length},
    )
    line = "SECRET_KEY has 31 characters; write at least 32 that nobody can guess."
    assert run.stderr == ("" if starts else f"portal cannot start: {line}\n")
    assert (run.returncode == 0) is starts


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


def test_a_request_carries_nothing_of_the_processs_environment() -> None:
    """A request that waits for a fresh sign-in is kept in the session, with all that it carries."""
    script = (
        "import os, portal.wsgi as w; from wsgiref.util import setup_testing_defaults as s; "
        "w._django = lambda environ, start: seen.append(environ); seen = []; "
        "request = dict(HTTP_ACCEPT='text/html'); s(request); "
        "w.application({**os.environ, **request}, None); "
        "print(seen == [request], 'EMAIL_HOST_PASSWORD' in os.environ)"
    )
    run = start("-c", script, EMAIL_HOST_USER="ann", EMAIL_HOST_PASSWORD="hunter2")
    assert (run.returncode, run.stderr, run.stdout) == (0, "", "True True\n")

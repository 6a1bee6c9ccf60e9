"""A real installation is whole, and its database is its own."""

import sqlite3
import ssl
import stat
from io import StringIO
from pathlib import Path

import pytest
import trustme
from django.core.management import CommandError, call_command

from portal.common import installation
from portal.common.databases import keep_private
from portal.common.delivery import deliver
from portal.common.models import Installation, OutboxMessage
from portal.common.time import now
from tests.common.test_start import PRODUCTION, start
from tests.mailserver import MailServer

READ = "from portal.settings.start import read_settings; read_settings()"


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        (
            {"PUBLIC_URL": "http://portal.example"},
            "PUBLIC_URL is 'http://portal.example'; write the address with https://, as people reach it.",
        ),
        (
            {"ALLOWED_HOSTS": "portal.example *"},
            "ALLOWED_HOSTS names '*', every host; write the names that are yours.",
        ),
        *(
            (
                {"EMAIL_BACKEND": f"django.core.mail.backends.{name}.EmailBackend"},
                f"EMAIL_BACKEND is 'django.core.mail.backends.{name}.EmailBackend', which sends nothing; "
                "leave it out to send through EMAIL_HOST.",
            )
            for name in ("console", "dummy", "filebased", "locmem")
        ),
        ({"EMAIL_HOST": ""}, "EMAIL_HOST is not set, and the portal cannot start without it."),
        (
            {"DEFAULT_FROM_EMAIL": "Peer Support <peer-support@portal.INVALID>"},
            "DEFAULT_FROM_EMAIL is 'Peer Support <peer-support@portal.INVALID>', which nobody can answer; "
            "write an address of your hospital.",
        ),
        (
            {"PROGRAM_OFFICE_EMAIL": "office@hospital.invalid"},
            "PROGRAM_OFFICE_EMAIL is 'office@hospital.invalid', which nobody can answer; "
            "write an address of your hospital.",
        ),
        (
            {"PROGRAM_OFFICE_EMAIL": ""},
            "PROGRAM_OFFICE_EMAIL is not set, and the portal cannot start without it.",
        ),
    ],
)
def test_production_refuses_to_be_half_an_installation(changed: dict[str, str], line: str) -> None:
    run = start("-c", READ, **PRODUCTION | changed)
    assert (run.returncode, run.stderr) == (1, f"portal cannot start: {line}\n")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"ALLOWED_HOSTS": "portal.example, .hospital.example"},
        {"EMAIL_BACKEND": "tests.common.eager_backend.EmailBackend", "EMAIL_HOST": ""},
    ],
)
def test_production_takes_a_whole_one(changed: dict[str, str]) -> None:
    run = start("-c", READ, **PRODUCTION | changed)
    assert (run.returncode, run.stderr) == (0, "")


class TestCommands:
    def test_without_settings_a_command_says_which_database_it_opened(self, tmp_path: Path) -> None:
        run = start("manage.py", "migrate", "--plan", **tried_in(tmp_path))
        told = f"DJANGO_SETTINGS_MODULE is not set: settings for trying, SQLite in {tmp_path}/db.sqlite3.\n"
        assert (run.returncode, run.stderr) == (0, told)

    def test_named_settings_need_no_word(self, tmp_path: Path) -> None:
        named = tried_in(tmp_path) | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
        run = start("manage.py", "migrate", "--plan", **named)
        assert (run.returncode, run.stderr) == (0, "")

    def test_beside_a_real_installation_nothing_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "installation").write_text("secret")
        run = start("manage.py", "migrate", **tried_in(tmp_path))
        assert (run.returncode, run.stderr) == (
            1,
            f"portal cannot start: {tmp_path} belongs to a real installation; load its settings first "
            "(set -a; . FILE; set +a), or name another folder in PORTAL_VAR to try the portal there.\n",
        )
        assert not (tmp_path / "db.sqlite3").exists()

    def test_production_refuses_the_demonstrations_database(self, tmp_path: Path) -> None:
        database = tmp_path / "db.sqlite3"
        real = PRODUCTION | {"PORTAL_VAR": str(tmp_path), "DATABASE_URL": f"sqlite:///{database}"}
        assert start("manage.py", "migrate", **real).returncode == 0
        assert start("manage.py", "show_access", **real).returncode == 0
        assert stat.S_IMODE((tmp_path / "installation").stat().st_mode) == 0o600
        with sqlite3.connect(database) as opened:
            opened.execute("INSERT INTO common_installation VALUES (1, '', 1)")
        for command in (("manage.py", "show_access"), ("-c", "import portal.wsgi")):
            run = start(*command, **real)
            assert run.returncode == 1
            assert run.stderr.splitlines()[-1].startswith(
                "portal cannot start: this database holds the demonstration"
            )


def tried_in(folder: Path) -> dict[str, str]:
    """Variables with which nothing is said of settings, and everything is written to this folder."""
    (folder / "assets").mkdir()
    return {"DJANGO_SETTINGS_MODULE": "", "DATABASE_URL": "", "PORTAL_VAR": str(folder)}


class TestFiles:
    def test_the_database_of_a_first_start_is_its_owners_alone(self, tmp_path: Path) -> None:
        assert start("manage.py", "migrate", "common", **tried_in(tmp_path)).returncode == 0
        assert stat.S_IMODE((tmp_path / "db.sqlite3").stat().st_mode) == 0o600

    def test_one_that_others_could_read_is_closed_with_what_lies_beside_it(self, tmp_path) -> None:  # type: ignore[no-untyped-def]
        files = [tmp_path / f"x.sqlite3{suffix}" for suffix in ("", "-wal", "-shm")]
        for file in files:
            file.touch()
            file.chmod(0o664)
        other = tmp_path / "x.sqlite3-copy"
        other.touch()
        other.chmod(0o664)
        keep_private(Opened(str(files[0])))  # type: ignore[arg-type]
        assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3
        assert stat.S_IMODE(other.stat().st_mode) == 0o664


class Opened:
    vendor = "sqlite"

    def __init__(self, name: str) -> None:
        self.settings_dict = {"NAME": name}


@pytest.fixture
def real(settings, tmp_path, db):  # type: ignore[no-untyped-def]
    """A real installation, with a folder of its own."""
    settings.IS_REAL = True
    settings.INSTALLATION_FILE = tmp_path / "installation"
    return settings


def waiting_email() -> OutboxMessage:
    return OutboxMessage.objects.create(
        recipient="sam@hospital.example", subject="A step", body="Hello"
    )


class TestCopies:
    def test_the_first_installation_is_the_home(self, real, mailoutbox) -> None:  # type: ignore[no-untyped-def]
        assert deliver(waiting_email().pk)
        assert deliver(waiting_email().pk)
        assert len(mailoutbox) == 2
        assert Installation.objects.count() == 1

    @pytest.mark.parametrize("elsewhere", ["folder", "address"])
    def test_a_copy_emails_nobody_and_loses_nothing(
        self, real, tmp_path, mailoutbox, elsewhere, caplog
    ) -> None:  # type: ignore[no-untyped-def]
        assert installation.may_email()
        message = waiting_email()
        if elsewhere == "folder":
            real.INSTALLATION_FILE = tmp_path / "another"
        else:
            real.PUBLIC_URL = "https://trying.hospital.example"
        assert not deliver(message.pk)
        assert "manage.py make_this_the_portal" in caplog.text
        message.refresh_from_db()
        assert (mailoutbox, message.tries, message.body) == ([], 0, "Hello")

    def test_until_it_is_told_that_it_is_the_real_one(self, real, tmp_path, mailoutbox) -> None:  # type: ignore[no-untyped-def]
        assert installation.may_email()
        message, home = waiting_email(), real.INSTALLATION_FILE
        real.INSTALLATION_FILE = tmp_path / "another"
        with pytest.raises(CommandError, match="1 emails wait in this database"):
            call_command("make_this_the_portal")
        assert not installation.may_email()
        assert said("--send") == "This is the real portal now. Discarded: 0; waiting: 1."
        assert deliver(message.pk)
        assert len(mailoutbox) == 1
        # Where it was before, it is the copy now.
        real.INSTALLATION_FILE = home
        assert not installation.may_email()

    def test_what_was_sent_before_the_backup_can_be_discarded(self, real, mailoutbox) -> None:  # type: ignore[no-untyped-def]
        sent = waiting_email()
        assert deliver(sent.pk)
        # What was refused for good waits for nothing, and stays for the coordinator to see.
        refused = OutboxMessage.objects.create(
            recipient="gone@hospital.example", subject="A step", ended_at=now()
        )
        waiting_email()
        assert said("--discard") == "This is the real portal now. Discarded: 1; waiting: 0."
        assert set(OutboxMessage.objects.all()) == {sent, refused}

    def test_where_the_portal_is_tried_every_database_may_email(self, db, settings) -> None:  # type: ignore[no-untyped-def]
        Installation.objects.create(pk=1, home="of another")
        assert installation.may_email()
        assert not settings.IS_REAL


def said(*options: str) -> str:
    out = StringIO()
    call_command("make_this_the_portal", *options, stdout=out)
    return out.getvalue().strip()


def test_a_database_that_was_a_demonstration_stays_one(db) -> None:  # type: ignore[no-untyped-def]
    assert not installation.holds_demonstration()
    installation.mark_as_demonstration()
    installation.mark_as_demonstration()
    assert installation.holds_demonstration()
    # Where the portal is tried it has its place.
    installation.begin()


class TestPrivateCertificate:
    """A hospital signs its mail server's certificate itself, and SSL_CERT_FILE names the authority."""

    @pytest.fixture
    def authority(self) -> trustme.CA:
        return trustme.CA()

    @pytest.fixture
    def secured(self, authority, settings, monkeypatch):  # type: ignore[no-untyped-def]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        server = MailServer(context)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = True
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        yield server
        server.away()

    def test_it_is_trusted_once_its_authority_is_named(  # type: ignore[no-untyped-def]
        self, db, secured, authority, tmp_path, monkeypatch, logged_errors
    ) -> None:
        message = waiting_email()
        assert not deliver(message.pk)
        message.refresh_from_db()
        assert message.last_error.startswith("SSLCertVerificationError")
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        assert deliver(message.pk)
        assert len(secured.messages) == 1
        # The server's own, of the try that did not trust it.
        assert [record.name for record in logged_errors] == ["mail.log"]

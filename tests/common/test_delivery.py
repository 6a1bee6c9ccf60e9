"""Email that is refused for a moment comes a moment later; what is refused for good is told; nobody is flooded."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from portal.common.delivery import (
    CLAIM,
    GRACE,
    LONGEST_LINE,
    PAUSES,
    hand_over_due,
    identifier_of,
    wrapped,
)
from portal.common.models import OutboxMessage
from portal.common.outbox import post
from portal.common.roles import Role
from portal.common.time import now
from tests.architecture.sources import ROOT
from tests.clock import NOW
from tests.factories import make_person
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "dana@hospital.example"


def send(
    subject: str = "A step", *, kind: str = "password_changed", to: str = ADDRESS
) -> OutboxMessage:
    with transaction.atomic():
        message = post(to, subject, kind, name="Dana Example")
    message.refresh_from_db()
    return message


def again(message: OutboxMessage) -> OutboxMessage:
    message.refresh_from_db()
    return message


class TestRefusedForAMoment:
    def test_a_greylisting_server_has_it_a_minute_later(
        self, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        mail_server.greylists = True
        message = send()
        assert (message.sent_at, message.next_try_at) == (None, NOW + PAUSES[0])
        assert hand_over_due() == 0
        clock.shift(PAUSES[0])
        assert hand_over_due() == 1
        assert again(message).sent_at == NOW + PAUSES[0]
        assert message.next_try_at is None
        assert len(mail_server.messages) == 1
        clock.shift(dt.timedelta(days=1))
        assert hand_over_due() == 0

    def test_the_pauses_grow_from_a_minute_to_six_hours(
        self, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        mail_server.refuse = "451 Come back later"
        message, waited = send(), []
        for _ in range(12):
            pause = again(message).next_try_at - now()
            waited.append(pause)
            clock.shift(pause)
            assert hand_over_due() == 1
        minutes = [int(pause.total_seconds() // 60) for pause in waited]
        assert minutes == [1, 2, 5, 10, 20, 40, 60, 120, 240, 360, 360, 360]

    def test_a_server_that_is_away_hangs_or_dies(
        self, mail_server: MailServer, clock, settings
    ) -> None:  # type: ignore[no-untyped-def]
        mail_server.away()
        assert send().last_error.startswith("ConnectionRefusedError")
        mail_server.back()
        settings.EMAIL_TIMEOUT = 0.2
        mail_server.hangs = 1.0
        assert send().last_error.endswith("timed out")
        mail_server.hangs, mail_server.dies = 0.0, True
        assert send().last_error.startswith("SMTPServerDisconnected")
        mail_server.dies = False
        clock.shift(PAUSES[0])
        assert hand_over_due() == 3
        assert OutboxMessage.objects.filter(sent_at__isnull=False).count() == 3

    def test_one_that_came_though_nobody_said_so_comes_again_under_the_same_identifier(
        self, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        """The server died in the middle of its answer: it cannot be known whether the message is there."""
        mail_server.dies = True
        message = send()
        mail_server.dies = False
        clock.shift(PAUSES[0])
        hand_over_due()
        assert [m["Message-ID"] for m in mail_server.messages] == [identifier_of(message)] * 2

    def test_a_wrong_password_or_sender_waits_for_the_operator(
        self, mail_server: MailServer
    ) -> None:
        mail_server.refuse = "550 No"
        message = send()
        assert message.ended_at == NOW
        mail_server.refuse = ""
        mail_server.refuse_sender = "550 Not you"
        message = send("Another")
        assert (message.ended_at, message.next_try_at) == (None, NOW + PAUSES[0])


class TestLostOnTheWay:
    def test_one_that_was_never_handed_over(self, mail_server: MailServer, clock) -> None:  # type: ignore[no-untyped-def]
        """The server was killed between the commit and the queue."""
        message = OutboxMessage.objects.create(
            recipient=ADDRESS, subject="s", body="b", next_try_at=NOW + GRACE
        )
        assert hand_over_due() == 0
        clock.shift(GRACE)
        assert hand_over_due() == 1
        assert again(message).sent_at == NOW + GRACE

    def test_one_whose_worker_was_killed_while_sending(
        self, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        message = OutboxMessage.objects.create(
            recipient=ADDRESS,
            subject="s",
            body="b",
            tries=1,
            next_try_at=NOW + GRACE,
            claimed_until=NOW + CLAIM,
        )
        clock.shift(GRACE)
        assert hand_over_due() == 0
        clock.shift(CLAIM - GRACE)
        assert hand_over_due() == 1
        assert again(message).sent_at == NOW + CLAIM

    def test_the_queue_is_not_filled_twice_a_minute(
        self, settings, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        """The worker is away: what it was given waits for it."""
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        send()
        clock.shift(GRACE)
        assert [hand_over_due() for _ in range(3)] == [1, 0, 0]
        clock.shift(CLAIM)
        assert hand_over_due() == 1


class TestRefusedForGood:
    @pytest.mark.parametrize("where", ["refuse", "refuse_text"])
    def test_it_is_tried_no_more_and_the_coordinators_are_told(
        self, mail_server: MailServer, clock, where: str
    ) -> None:  # type: ignore[no-untyped-def]
        coordinator = make_person("Casey Example", roles=[Role.COORDINATOR])
        setattr(mail_server, where, "550 5.1.1 No such mailbox")
        message = send("Your certificate is ready")
        assert (message.sent_at, message.ended_at, message.body) == (None, NOW, "")
        assert "No such mailbox" in message.last_error
        told = OutboxMessage.objects.get(recipient=coordinator.email)
        assert told.subject == "An email could not be delivered"
        # That one was refused too, and tells nobody.
        assert told.ended_at == NOW
        clock.shift(dt.timedelta(hours=1))
        assert hand_over_due() == 0
        assert OutboxMessage.objects.count() == 2

    def test_the_coordinators_read_of_one_address_once_a_day(
        self, mail_server: MailServer, clock
    ) -> None:  # type: ignore[no-untyped-def]
        make_person("Casey Example", roles=[Role.COORDINATOR])

        def told() -> int:
            return OutboxMessage.objects.filter(kind="email_refused").count()

        mail_server.refuse = "550 No such mailbox"
        send()
        send("Another")
        assert told() == 1
        send(to="kim@hospital.example")
        assert told() == 2
        clock.shift(dt.timedelta(days=1))
        send()
        assert told() == 3


class TestWhatAReaderSees:
    def test_it_says_that_it_is_automatic_and_where_to_answer(
        self, mail_server: MailServer, settings
    ) -> None:  # type: ignore[no-untyped-def]
        message = send()
        (arrived,) = mail_server.messages
        assert arrived["Auto-Submitted"] == "auto-generated"
        assert arrived["Reply-To"] == settings.PROGRAM_OFFICE_EMAIL
        assert arrived["Message-ID"] == identifier_of(message)
        host = urlsplit(settings.PUBLIC_URL).hostname
        assert re.fullmatch(rf"<[\w.-]+@{re.escape(host)}>", arrived["Message-ID"])

    def test_nothing_is_escaped_whatever_a_template_says(self, mail_server: MailServer) -> None:
        with transaction.atomic():
            post(ADDRESS, "A step", "password_changed", name="Róisín O'Brien & <Sons>")
        (arrived,) = mail_server.messages
        text = arrived.get_payload(decode=True).decode()
        assert text.startswith("Dear Róisín O'Brien & <Sons>,\r\n\r\nYour password")

    def test_no_template_decides_about_escaping_greets_or_closes(self, checked) -> None:  # type: ignore[no-untyped-def]
        paths = sorted((ROOT / "templates" / "emails").glob("*.txt"))
        wrong = [
            path.name
            for path in paths
            if re.search(r"autoescape|\|safe|Dear |Hello |{{ program_name }}\s*$", path.read_text())
        ]
        assert wrong == []
        checked("templates of emails", len(paths), floor=34)

    def test_every_template_has_a_link_or_asks_for_nothing(self, checked) -> None:  # type: ignore[no-untyped-def]
        paths = sorted((ROOT / "templates" / "emails").glob("*.txt"))
        without = [p.stem for p in paths if not re.search(r"public_url|link|url }}", p.read_text())]
        assert without == []
        assert all(get_template(f"emails/{path.name}", using="emails") for path in paths)
        checked("links in emails", len(paths), floor=34)

    @given(st.text(alphabet=st.sampled_from("ab-/ \n"), max_size=400))
    def test_lines_are_short_and_no_word_is_lost(self, text: str) -> None:
        lines = wrapped(text).splitlines()
        assert " ".join(wrapped(text).split()) == " ".join(text.split())
        assert all(len(line) <= LONGEST_LINE or " " not in line for line in lines)

    def test_a_link_is_never_broken(self) -> None:
        link = "https://peer-support.hospital.example/" + "certificates-and-more/" * 5
        assert link in wrapped(f"Please look here for it: {link} and then go on.").splitlines()

"""A real mail server for tests, on this machine alone."""

import asyncio
import email
import socket
import ssl
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Keeps what it receives. `away()` closes it; `refuse` answers every recipient with that line, `refuse_text` every text, `refuse_sender`
    every sender.

    `greylists` answers each recipient's first try with "come back later". `hangs` answers no text for so many seconds.
    `dies` takes a text and closes the connection in place of an answer. With `tls` it takes messages only after STARTTLS.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.received: list[Envelope] = []
        self.refuse = self.refuse_text = self.refuse_sender = ""
        self.greylists = self.dies = False
        self.hangs = 0.0
        self._seen: set[str] = set()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._secured = {"tls_context": tls, "require_starttls": True} if tls else {}
        self.back()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse:
            return self.refuse
        if self.greylists and address not in self._seen:
            self._seen.add(address)
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuse_text:
            return self.refuse_text
        await asyncio.sleep(self.hangs)
        self.received.append(envelope)
        if self.dies and server.transport is not None:
            server.transport.abort()
        return "250 Message accepted for delivery"

    @property
    def messages(self) -> list[Message]:
        """What arrived, read as mail."""
        return [email.message_from_bytes(envelope.original_content) for envelope in self.received]

    def away(self) -> None:
        if self._controller.server is not None:
            self._controller.stop()

    def back(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **self._secured)
        self._controller.start()

"""A real mail server for tests, on this machine alone."""

import email
import socket
import ssl
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Keeps what it receives. `away()` closes it; `refuse` answers every recipient with that line.

    With `tls` it takes messages only after STARTTLS.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.received: list[Envelope] = []
        self.refuse = ""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._secured = {"tls_context": tls, "require_starttls": True} if tls else {}
        self.back()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.received.append(envelope)
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

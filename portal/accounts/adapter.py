"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.common import outbox

# allauth's name of a mail: our subject and template. A mail that stands not here is none of ours.
MAILS = {
    "account/email/password_reset_key": ("Choose a password", "password_reset"),
    "account/email/password_reset": ("Your password was changed", "password_changed"),
}


class UnknownClient(SuspiciousOperation):
    """The request does not say where it comes from: 400, and a line in the log for the operator."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "This email address and password do not belong together. Check both and try again."
        ),
        "incorrect_password": "That is not your password. Try again.",
        "too_many_login_attempts": (
            "There were too many tries. Wait five minutes, or choose a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by the program, never by a visitor."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address, by which tries are counted.

        Refused with `UnknownClient` where X-Forwarded-For holds no address in the place that TRUSTED_PROXIES names.
        """
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            raise UnknownClient(
                "X-Forwarded-For names no client: it holds no address, or fewer than the servers in front "
                "(see TRUSTED_PROXIES in docs/operations.md)."
            ) from None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox like every mail, so that sign-in does not depend on the mail server."""
        subject, template = MAILS[template_prefix]
        person = person_with_email(email)
        if person is None:  # left between the link and its use: nobody to tell
            return
        outbox.post(
            person.email,
            subject,
            template,
            name=person.name,
            password_reset_url=context.get("password_reset_url"),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail: at the portal's own address, whatever host the request named."""
        person, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": token})
        return f"{settings.PUBLIC_URL}{path}"


def display_name(person: Person) -> str:
    return person.full_name

"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.common import outbox

# allauth's name of an email: our subject and template. Emails not listed here are not ours.
EMAILS = {
    "account/email/password_reset_key": (_("Choose a password"), "password_reset"),
    "account/email/password_reset": (_("Your password was changed"), "password_changed"),
}


class UnknownClient(SuspiciousOperation):
    """The request does not say where it comes from: answered with 400 and a line in the operator's log."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This email address and password do not belong together. Check both and try again."
        ),
        "incorrect_password": _("That is not your password. Try again."),
        "too_many_login_attempts": _(
            "There were too many tries. Wait five minutes, or choose a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by the program, never by a visitor."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The client's address, by which attempts are counted.

        Raises `UnknownClient` when X-Forwarded-For holds no address in the place that TRUSTED_PROXIES names.
        """
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            raise UnknownClient(
                "X-Forwarded-For names no client: it holds no address, or fewer than the servers in front "
                "(see TRUSTED_PROXIES in docs/operations.md)."
            ) from None

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox like every email, so that sign-in does not depend on the mail server."""
        subject, template = EMAILS[template_prefix]
        person = person_with_email(email)
        if person is None:  # they left after asking for the link: nobody to email
            return
        outbox.post(
            person.email,
            str(subject),
            template,
            name=person.name,
            password_reset_url=context.get("password_reset_url"),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the email: at the portal's own address, whatever host the request named."""
        person, token = key.split("-", 1)
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": token})
        return f"{settings.PUBLIC_URL}{path}"


def display_name(person: Person) -> str:
    return person.full_name

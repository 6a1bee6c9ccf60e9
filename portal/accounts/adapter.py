"""How allauth behaves here."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import (
    ImproperlyConfigured,
    PermissionDenied,
    SuspiciousOperation,
    ValidationError,
)
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts.limits import ConfirmationTries, SignInTries
from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.common import outbox
from portal.common.throttle import network_of

logger = logging.getLogger(__name__)

# allauth's name of an email: our subject and template. The others have allauth's own words.
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
            "That email address and password don’t match. Check both and try again."
        ),
        "incorrect_password": _("That isn’t your password. Try again."),
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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a try to sign in that comes too soon, before the password is looked at."""
        tries = _tries(request, credentials)
        minutes = tries.minutes_to_wait()
        if minutes:
            logger.warning("Sign-in refused, too many wrong passwords: account %s", tries.account)
            raise _too_soon(minutes)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The person whose address and password these are."""
        person: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if person is not None:
            _tries(request, credentials).succeeded()
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it, and note it in the log without saying whose address was typed."""
        tries = _tries(request, credentials)
        tries.failed()
        logger.warning("Sign-in failed: account %s", tries.account)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether this is the password of the person who is signed in.

        Counted by session: nobody else’s wrong passwords keep a person from signing.
        """
        tries = ConfirmationTries(user.pk, str(self.request.session.session_key))
        minutes = tries.minutes_to_wait()
        if minutes:
            raise _too_soon(minutes)
        is_right = user.check_password(password)
        if is_right:
            tries.succeeded()
        else:
            tries.failed()
            logger.warning("Password not confirmed: person %s", user.pk)
        return is_right

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox like every email, so that sign-in does not depend on the mail server."""
        person = person_with_email(email)
        if person is None:  # they left after asking for the link: nobody to email
            return
        if template_prefix not in EMAILS:
            written = self.render_mail(template_prefix, person.email, context)
            kind = template_prefix.rpartition("/")[2]
            outbox.post_text(person.email, written.subject, str(written.body), kind=kind)
            return
        subject, template = EMAILS[template_prefix]
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


def _tries(request: HttpRequest, credentials: dict[str, Any]) -> SignInTries:
    return SignInTries(credentials.get("email", ""), network_of(request))


def _too_soon(minutes: int) -> ValidationError:
    text = ngettext(
        "Too many wrong passwords. Try again in %(minutes)d minute, or choose a new password.",
        "Too many wrong passwords. Try again in %(minutes)d minutes, or choose a new password.",
        minutes,
    )
    return ValidationError(text % {"minutes": minutes}, code="too_many_login_attempts")


def display_name(person: Person) -> str:
    return person.full_name

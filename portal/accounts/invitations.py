"""The link by which somebody with a new account chooses a password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from portal.accounts.models import Person


def password_link(person: Person) -> str:
    """A full address where this person chooses a password, once.

    It works for PASSWORD_RESET_TIMEOUT seconds, until the password is chosen or the person signs in.
    """
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": default_token_generator.make_token(person),
        },
    )
    return f"{settings.PUBLIC_URL}{path}"


def link_is_good_for_days() -> int:
    """For how many whole days a `password_link` works."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)

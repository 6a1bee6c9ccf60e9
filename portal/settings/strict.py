"""Readers for the variables of a real installation, which may not be half one: stricter than those of `portal.settings.env`."""

from collections.abc import Callable
from email.utils import parseaddr

from django.core.exceptions import ImproperlyConfigured

from portal.settings import env

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# These write messages down or throw them away.
_NOT_SENDING = {
    f"django.core.mail.backends.{name}.EmailBackend"
    for name in ("console", "dummy", "filebased", "locmem")
}


def named_hosts(name: str, default: list[str]) -> list[str]:
    """`env.hosts`, of which none may stand for every name: a link in an email would lead wherever a request said."""
    found = env.hosts(name, default)
    if "*" in found:
        raise ImproperlyConfigured(f"{name} names '*', every host; write the names that are yours.")
    return found


def tls_url(name: str) -> str:
    """`env.url`, required, and over TLS: passwords and signatures pass through it."""
    value = env.url(name)
    if not value.startswith("https://"):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write the address with https://, as people reach it."
        )
    return value


def reachable(read: Callable[[str], str], name: str) -> str:
    """What `read` (`env.email` or `env.sender`) finds, required, at a host that can exist: nothing reaches `.invalid`."""
    value = read(name)
    if parseaddr(value)[1].lower().endswith(".invalid"):
        raise ImproperlyConfigured(
            f"{name} is {value!r}, which nobody can answer; write an address of your hospital."
        )
    return value


def sending_backend(name: str, default: str) -> str:
    """`env.backend`, of those that hand a message to a mail server."""
    value = env.backend(name, default)
    if value in _NOT_SENDING:
        raise ImproperlyConfigured(
            f"{name} is {value!r}, which sends nothing; leave it out to send through EMAIL_HOST."
        )
    return value

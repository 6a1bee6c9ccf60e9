"""A limit to how often one address may ask for something."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def too_often(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more request for `what` from this client's address; True when it is one too many.

    Counted from the first request on, for so many seconds, in each server process for itself.
    """
    key = f"throttle:{what}:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, timeout=seconds):
        return False
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # it ran out between the two questions
        return False

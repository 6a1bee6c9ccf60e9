"""How often something was done lately, counted in the database: every process counts alike, and no restart forgets.

A row names nobody. What is counted, an account or a client's address, is stored as a digest keyed with SECRET_KEY.
"""

import datetime as dt
import ipaddress

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.common.locks import lock_all
from portal.common.models import Tally
from portal.common.time import now

# A household or an office has one network of this size, with more addresses than anybody can count.
IPV6_PREFIX = 64


def too_often(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Count one more request for `what` from this client's network; True when it is one too many.

    Counted from the first request on, for so many seconds.
    """
    return count(digest(what, network_of(request)), seconds=seconds).count > most


def count(key: str, *, seconds: int) -> Tally:
    """Count one more under a `digest`; the first opens a window of so many seconds, after which counting begins anew."""
    moment = now()
    end = moment + dt.timedelta(seconds=seconds)
    with transaction.atomic():
        tally, is_new = lock_all(Tally.objects.all()).get_or_create(
            key=key, defaults={"count": 1, "last_at": moment, "ends_at": end}
        )
        if is_new:
            return tally
        if tally.ends_at <= moment:
            tally.count, tally.ends_at = 0, end
        tally.count += 1
        tally.last_at = moment
        tally.save()
    return tally


def counted(*keys: str) -> dict[str, Tally]:
    """The tallies under these keys whose window is open, by key; one statement."""
    found = Tally.objects.filter(key__in=keys, ends_at__gt=now())
    return {tally.key: tally for tally in found}


def forget(*keys: str) -> None:
    """Begin to count anew under these keys."""
    Tally.objects.filter(key__in=keys).delete()


def forget_ended() -> int:
    """Remove the tallies whose window is over; their number."""
    return Tally.objects.filter(ends_at__lte=now()).delete()[0]


def digest(*parts: str) -> str:
    """64 characters that stand for these parts, and from which nobody without SECRET_KEY learns them."""
    return salted_hmac(__name__, "\n".join(parts), algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The client's address; of an IPv6 address the network of 64 bits that one client usually has to itself."""
    address = get_adapter().get_client_ip(request)
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return str(address)
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, IPV6_PREFIX), strict=False))
    return str(known)

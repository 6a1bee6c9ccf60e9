"""How many wrong passwords are accepted before the next try has to wait.

Only wrong ones are counted, by account and client together: nobody can shut a colleague out from elsewhere, and nobody
shuts a hospital out, which to us is one client. A password spread over many clients meets a second limit by account
alone, which leaves in everybody who signs in from where they have signed in before.

An account is whatever address was typed: one that nobody has is counted like any other.
"""

import datetime as dt
import math

from portal.common import throttle
from portal.common.time import now

# After this many wrong passwords within a window each further one makes the wait longer: 1, 2, 4, 8 minutes…
FREE_TRIES = 5
LONGEST_WAIT = dt.timedelta(minutes=15)
WINDOW_SECONDS = 3600
# For one account from everywhere; far more than any person needs.
MOST_FROM_EVERYWHERE = 100
KNOWN_SECONDS = 90 * 24 * 3600
# An email with a link for each, so a few an hour are enough.
MOST_LINKS = 5


class SignInTries:
    """The tries to sign in to one account from one client."""

    def __init__(self, account: str, network: str) -> None:
        account = account.strip().lower()
        self.account = throttle.digest("account", account)
        self._here = throttle.digest("wrong password", account, network)
        self._everywhere = throttle.digest("wrong password", account)
        self._known = throttle.digest("signed in", account, network)

    def minutes_to_wait(self) -> int:
        """In how many minutes the next try is accepted; 0 when it is now."""
        found = throttle.counted(self._here, self._everywhere, self._known)
        everywhere = found.get(self._everywhere)
        if everywhere and everywhere.count >= MOST_FROM_EVERYWHERE and self._known not in found:
            return _minutes(everywhere.ends_at - now())
        return _minutes_after(found.get(self._here))

    def failed(self) -> None:
        """Count a wrong password."""
        for key in (self._here, self._everywhere):
            throttle.count(key, seconds=WINDOW_SECONDS)

    def succeeded(self) -> None:
        """This client belongs to the account: forget its wrong passwords, and know it for a while."""
        throttle.forget(self._here, self._known)
        throttle.count(self._known, seconds=KNOWN_SECONDS)


class ConfirmationTries:
    """The tries to confirm a password within one session; what others try elsewhere does not count here."""

    def __init__(self, person: int, session: str) -> None:
        self._key = throttle.digest("confirmation", str(person), session)

    def minutes_to_wait(self) -> int:
        """In how many minutes the next try is accepted; 0 when it is now."""
        return _minutes_after(throttle.counted(self._key).get(self._key))

    def failed(self) -> None:
        """Count a wrong password."""
        throttle.count(self._key, seconds=WINDOW_SECONDS)

    def succeeded(self) -> None:
        """Forget the wrong passwords."""
        throttle.forget(self._key)


def asks_for_too_many_links(account: str) -> bool:
    """Count one more request for a link to choose a password; whether this account had its share for the hour."""
    key = throttle.digest("password link", account.strip().lower())
    return throttle.count(key, seconds=WINDOW_SECONDS).count > MOST_LINKS


def _minutes_after(tally: throttle.Tally | None) -> int:
    if tally is None or tally.count < FREE_TRIES:
        return 0
    # Not without a bound: 2 to the power of thousands is no timedelta.
    doubled = dt.timedelta(minutes=2 ** min(tally.count - FREE_TRIES, 10))
    return _minutes(tally.last_at + min(doubled, LONGEST_WAIT) - now())


def _minutes(wait: dt.timedelta) -> int:
    return max(0, math.ceil(wait / dt.timedelta(minutes=1)))

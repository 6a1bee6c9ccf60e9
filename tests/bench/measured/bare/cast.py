"""Who looks at the pages and who writes: people of the demonstration and generated ones, with their sign-ins."""

import contextlib
import datetime as dt
import importlib
import time
from collections.abc import Iterable, Iterator
from typing import Any
from unittest import mock

from django.db.models import Count, QuerySet
from django.test import Client

from certification.enums import EntryKind, Standing
from certification.models import LedgerEntry, Supporter
from curriculum import models as curriculum
from curriculum.enums import SessionKind, SignUpStatus
from curriculum.models import Bookmark, Session, SignUp
from portal.accounts.models import Person
from portal.common.time import now

LEADERS_SECTION = "critical-care"
WRITERS, ON_A_ROSTER, SEATS = 16, 20, 500
RECORDS = "account_authentication_methods"
BACKEND = "django.contrib.auth.backends.ModelBackend"
DEMONSTRATION = {
    "supporter": "robin.sample@demo.invalid",
    "facilitator": "jordan.example@demo.invalid",
    "leader": "dana.example@demo.invalid",
    "coordinator": "casey.placeholder@demo.invalid",
}


def gathered() -> dict[str, Any]:
    """Sign-ins (the session's key) by part, and the sessions of this size's writes."""
    people = {part: Person.objects.get(email=email) for part, email in DEMONSTRATION.items()}
    learners, active = _learners(), _active()
    return {
        "keys": {part: sign_in(person) for part, person in (people | {"active": active}).items()},
        "learners": [sign_in(person) for person in learners],
        "coming": _session(people["facilitator"], dt.timedelta(days=30), []).pk,
        "roster": _session(people["facilitator"], -dt.timedelta(hours=1), _halfway()).pk,
    }


def sign_in(person: Person) -> str:
    """The key of a new session, in which the password has just been typed."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person, backend=BACKEND)
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time(), "email": person.email}]
    session.save()
    return str(session.session_key)


@contextlib.contextmanager
def crowding(slug: str) -> Iterator[dict[str, str]]:
    """What `generate_load` has to be told so that one section is big; an older one has no word for it."""
    try:
        command = importlib.import_module("certification.management.commands.generate_load")
    except ModuleNotFoundError:
        yield {"crowd": slug}
        return
    original = command.lay_ground

    def lay_ground(*arguments: Any, **options: Any) -> Any:
        ground = original(*arguments, **options)
        ground.sections += [each for each in ground.sections if each.slug == slug] * 3
        return ground

    with mock.patch.object(command, "lay_ground", lay_ground):
        yield {}


def _generated() -> QuerySet[Person]:
    return Person.objects.filter(email__startswith="load-").order_by("pk")


def _learners() -> Iterable[Person]:
    """People who have not begun to learn and are in no session."""
    fresh = _generated().filter(completions=None, sign_ups=None)
    return fresh.exclude(pk__in=Bookmark.objects.values("person")).order_by("-pk")[:WRITERS]


def _halfway() -> Iterable[Person]:
    """People in the middle of the course: an attendance changes a fact of theirs, and issues nothing."""
    learning = _generated().annotate(done=Count("completions", distinct=True))
    return learning.filter(done__gte=1, done__lte=5, sign_ups=None)[:ON_A_ROSTER]


def _active() -> Person:
    entries = LedgerEntry.objects.filter(kind=EntryKind.STANDING, standing=Standing.ACTIVE)
    supporters = Supporter.objects.filter(pk__in=entries.values("supporter"))
    return _generated().filter(pk__in=supporters.values("person"))[0]


def _session(facilitator: Person, begins_in: dt.timedelta, people: Iterable[Person]) -> Session:
    starts_at = now() + begins_in
    staff = getattr(curriculum, "SessionStaff", None)
    session = Session(
        kind=SessionKind.FOUNDATIONAL,
        title="Measured",
        place="Nowhere",
        starts_at=starts_at,
        minutes=120,
        capacity=SEATS,
        # An older portal has its one facilitator in the session itself.
        **({} if staff else {"facilitator": facilitator}),
    )
    [session] = Session._base_manager.bulk_create([session])
    if staff:
        staff._base_manager.create(session=session, person=facilitator, part="facilitator")
    place = {"status": SignUpStatus.PLACE, "signed_up_at": starts_at - dt.timedelta(days=1)}
    SignUp._base_manager.bulk_create(
        SignUp(session=session, person=person, **place) for person in people
    )
    return session

"""What generated facts stand on, and how they are written."""

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models

from certification.models import Policy
from certification.rules.requirements import kinds
from certification.selectors.policy import months_of
from curriculum.models import Edition, ExpectationsEdition
from portal.accounts.models import Person
from portal.common.signatures import fingerprint
from portal.common.time import today
from portal.sections.models import Leadership, Section

BATCH = 2_000
# How many of the sections a crowded one counts for: with fifteen sections, more than a fifth of all people.
CROWDED = 4
TEXT = "Generated for measuring."


@dataclass
class Ground:
    """What the facts stand on: the program as `load_program` made it."""

    policy: Policy
    # For how long what the policy asks for is valid, by requirement.
    months: dict[str, int]
    editions: list[Edition]
    expectations: ExpectationsEdition
    sections: list[Section]
    leaders: dict[int, Person]
    random: random.Random


@dataclass
class Rows:
    """Unsaved rows by model, in the order in which they are written."""

    of: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def add(self, row: models.Model) -> None:
        self.of.setdefault(type(row), []).append(row)

    def write(self) -> None:
        for model, rows in self.of.items():
            model._base_manager.bulk_create(rows, batch_size=BATCH)
        self.of.clear()


def lay_ground(policy: Policy, editions: list[Edition], seed: int, crowd: str = "") -> Ground:
    """Find what the facts stand on; a section that nobody leads gets a generated leader.

    The section `crowd` (a slug) gets more people than the others.
    """
    expectations = ExpectationsEdition.objects.order_by("number").last()
    sections = list(Section.objects.order_by("pk"))
    assert expectations is not None  # noqa: S101 - the command has asked
    leaders = {
        row.section_id: row.person
        for row in Leadership.objects.filter(until__isnull=True).select_related("person")
    }
    for section in sections:
        if section.pk not in leaders:
            leaders[section.pk] = _leader_of(section)
    sections += [each for each in sections if each.slug == crowd] * (CROWDED - 1)
    return Ground(policy, _months(), editions, expectations, sections, leaders, random.Random(seed))  # noqa: S311


def _months() -> dict[str, int]:
    found = {kind: months_of(kind, today()) for kind in kinds()}
    return {kind: months for kind, months in found.items() if months is not None}


def _leader_of(section: Section) -> Person:
    person = Person(
        email=f"load.leader-{section.pk}@example.invalid",
        name=f"Leader {section.pk} Example",
        password=make_password(None),
    )
    Person._base_manager.bulk_create([person])
    since = today() - dt.timedelta(days=1000)
    Leadership._base_manager.bulk_create(
        [Leadership(person=person, section=section, kind=Leadership.Kind.HEAD, since=since)]
    )
    return person


def signed(who: Person, on: dt.date) -> dict[str, Any]:
    return {
        "printed_name": who.full_name,
        "meaning": TEXT,
        "statement": TEXT,
        "statement_hash": fingerprint(TEXT),
        "signed_at": noon(on),
        "signed_on": on,
    }


def noon(on: dt.date) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(19), tzinfo=dt.UTC)

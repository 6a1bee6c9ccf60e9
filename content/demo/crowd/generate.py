"""Generated supporters, for measuring: facts as a program that has run for two years would hold them.

Rows are written in bulk past the services, without history: nothing here is fit for anything but measuring.
"""

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction

from certification.enums import EntryKind
from certification.models import LedgerEntry, Policy, Supporter
from certification.selectors.ledger import entered_standing
from certification.selectors.standing import with_standing
from certification.services.projecting import project_everybody
from content.demo.crowd.facts import add_learning, add_signatures
from content.demo.crowd.ground import BATCH, TEXT, Ground, Rows, noon
from content.demo.crowd.stages import draw_stage
from curriculum.enums import Outcome, SessionKind, SignUpStatus, StaffPart
from curriculum.models import Attendance, Session, SessionStaff, SignUp
from portal.accounts.models import Person
from portal.common.time import now, today
from portal.sections.models import Membership

SEATS = 20
_FIRST = [
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eva",
    "Finn",
    "Gus",
    "Hana",
    "Ivo",
    "June",
    "Kai",
    "Lena",
    "Milo",
    "Nora",
    "Otto",
    "Pia",
    "Quinn",
    "Rosa",
    "Sven",
    "Tess",
]
_LAST = [
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Ginkgo",
    "Hazel",
    "Juniper",
    "Larch",
    "Maple",
    "Oak",
    "Pine",
    "Rowan",
    "Spruce",
]


def generate(ground: Ground, supporters: int) -> None:
    """Write so many supporters with their facts and their standing in the ledger, in one transaction.

    In batches, so that it holds no more of them in memory than a batch.
    """
    with transaction.atomic():
        first = Person.objects.filter(email__startswith="load-").count() + 1
        numbers = range(first, first + supporters)
        for start in range(0, supporters, BATCH):
            _write_facts(ground, _write_people(ground, numbers[start : start + BATCH]))
        project_everybody()
        _write_standings(ground.policy)
        project_everybody(kinds=())


def _write_people(ground: Ground, numbers: Iterable[int]) -> list[Supporter]:
    """People, their sections, and their rows on the path."""
    unusable = make_password(None)
    people = [
        Person(
            email=f"load-{number}@example.invalid",
            name=f"{ground.random.choice(_FIRST)} {ground.random.choice(_LAST)} {number}",
            credentials=ground.random.choice(["MD", "DO", "NP", "PA"]),
            password=unusable,
        )
        for number in numbers
    ]
    people = Person._base_manager.bulk_create(people, batch_size=BATCH)
    rows, supporters = Rows(), []
    for person in people:
        since = today() - dt.timedelta(days=ground.random.randint(30, 700))
        section = ground.random.choice(ground.sections)
        rows.add(Membership(person=person, section=section, since=since))
        supporter = Supporter(person=person, since=since)
        supporter.section = section  # type: ignore[attr-defined]
        supporters.append(supporter)
        rows.add(supporter)
    rows.write()
    return supporters


def _write_facts(ground: Ground, supporters: list[Supporter]) -> None:
    rows, late = Rows(), Rows()
    coming: list[tuple[Supporter, dt.date]] = []
    for supporter in supporters:
        stage = draw_stage(ground.random, len(ground.editions))
        add_learning(ground, rows, supporter, stage)
        if stage.session:
            coming.append((supporter, supporter.since + dt.timedelta(days=20)))
        add_signatures(ground, rows, late, supporter, stage)
    rows.write()
    late.write()
    _write_sessions(ground, coming)


def _write_sessions(ground: Ground, coming: list[tuple[Supporter, dt.date]]) -> None:
    """Sessions of twenty, with places and attendance."""
    coming.sort(key=lambda pair: pair[1])
    tables = [coming[start : start + SEATS] for start in range(0, len(coming), SEATS)]
    facilitator = next(iter(ground.leaders.values()))
    sessions = Session._base_manager.bulk_create(
        Session(
            kind=SessionKind.FOUNDATIONAL,
            title=TEXT,
            place="Nowhere",
            starts_at=noon(table[-1][1]),
            minutes=120,
            capacity=SEATS,
        )
        for table in tables
    )
    rows = Rows()
    part = StaffPart.FACILITATOR
    for session, table in zip(sessions, tables, strict=True):
        rows.add(SessionStaff(session=session, person=facilitator, part=part))
        for supporter, _ in table:
            who = {"session": session, "person_id": supporter.person_id}
            rows.add(SignUp(**who, status=SignUpStatus.PLACE, signed_up_at=session.starts_at))
            rows.add(
                Attendance(
                    **who,
                    outcome=Outcome.ATTENDED,
                    marked_by=facilitator,
                    marked_at=session.starts_at,
                    held_on=table[-1][1],
                )
            )
    rows.write()


def _write_standings(policy: Policy) -> None:
    without = Supporter.objects.annotate(entered=entered_standing()).filter(entered__isnull=True)
    ids = list(without.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Supporter.objects.filter(pk__in=ids[start : start + BATCH]).order_by("pk")
        rows = Rows()
        for supporter in with_standing(batch, today()):
            rows.add(_entry(supporter, policy))
        rows.write()


def _entry(supporter: Supporter, policy: Policy) -> LedgerEntry:
    return LedgerEntry(
        supporter=supporter,
        kind=EntryKind.STANDING,
        standing=supporter.standing,  # type: ignore[attr-defined]
        policy=policy,
        detail={"met": [], "unmet": []},
        entered_at=now(),
        effective_on=today(),
    )

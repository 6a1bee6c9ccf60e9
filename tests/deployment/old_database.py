"""Makes a database as it was before requirements, parts and staff became rows, opens it with today's code, and prints
what it finds. Run as a program, because it needs a database that no test has migrated:

    DATABASE_URL=… python -m tests.deployment.old_database
"""

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

# The last migrations of the version before.
BEFORE = [
    ("accounts", "0001_initial"),
    ("sections", "0001_initial"),
    ("common", "0002_outbox_claim"),
    ("curriculum", "0005_session_asked_to_mark"),
    ("certification", "0003_closed_and_revoked"),
    ("content", "0005_days_of_a_new_module"),
]
DAY = dt.date(2026, 9, 1)
NOON = dt.datetime(2026, 9, 1, 18, tzinfo=dt.UTC)
SECTIONS = [{"slug": "why", "title": "Why", "minutes": 4, "html": "<p>People.</p>"}]
QUESTION = {
    "id": "q1",
    "kind": "single",
    "text": "What first?",
    "hint": "",
    "feedback": "",
    "options": [
        {"id": "a", "text": "How are you?", "right": True, "feedback": ""},
        {"id": "b", "text": "What happened?", "right": False, "feedback": ""},
    ],
}
MONTHS = {"good_standing_months": 12, "certificate_months": 24, "endorsement_months": 18}
ASKED = ["nomination", "good_standing", "training", "live_session", "certificate", "endorsement"]


def main() -> None:
    fill(migrated_to(BEFORE))
    call_command("migrate", verbosity=0, interactive=False)
    call_command("rebuild_facts", stdout=sys.stderr)
    json.dump(found(), sys.stdout)


def migrated_to(targets: list[tuple[str, str]]) -> Any:
    """The apps as they were at these migrations, in a database that has no later ones of ours."""
    ours = dict(targets)
    loader = MigrationLoader(connection)
    for app in sorted({app for app, _ in loader.graph.leaf_nodes()} - ours.keys()):
        call_command("migrate", app, verbosity=0, interactive=False)
    executor = MigrationExecutor(connection)
    # What a squashed migration replaces cannot be named otherwise.
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    plan = [step for step in executor.migration_plan(targets) if step[0].app_label in ours]
    return executor.migrate(targets, plan).apps


Make = Callable[..., Model]


def fill(apps: Any) -> None:
    """One supporter who finished a module and came to a session; a session with its second facilitator."""

    def make(model: str, /, **fields: object) -> Model:
        # By key: the models of two moments in the migrations do not take each other's rows.
        keys = {
            f"{name}_id" if isinstance(value, Model) else name: getattr(value, "pk", value)
            for name, value in fields.items()
        }
        made: Model = apps.get_model(model)._base_manager.create(**keys)
        return made

    nora, fay, ford = (
        make("accounts.Person", email=f"{name}@example.invalid", name=f"{name.title()} Example")
        for name in ("nora", "fay", "ford")
    )
    course = make("curriculum.Course", slug="foundational-education", title="Foundational")
    finish_a_module(make, course, nora)
    come_to_a_session(make, nora, fay, ford)
    stand_on_a_policy(make, course, nora)


def finish_a_module(make: Make, course: Model, nora: Model) -> None:
    module = make("curriculum.Module", course=course, slug="why", title="Why", position=0)
    edition = make(
        "curriculum.Edition",
        module=module,
        content_hash="as it was",
        sections=SECTIONS,
        questions=[QUESTION],
        **{"number": 1, "change": "material", "due_on": DAY},
        **{"published_at": NOON, "published_on": DAY},
        **{"title": "Why", "summary": "What it is about.", "minutes": 10, "pass_mark": 80},
    )
    done = {"completed_at": NOON, "completed_on": DAY}
    make("curriculum.Completion", person=nora, edition=edition, **done)


def come_to_a_session(make: Make, nora: Model, fay: Model, ford: Model) -> None:
    terms = {
        **{"kind": "foundational", "title": "Training", "place": "Room 1"},
        **{"starts_at": NOON, "minutes": 120, "capacity": 20},
    }
    session = make("curriculum.Session", facilitator=ford, **terms)
    for facilitator, after in ((fay, 0), (ford, 3)):
        make(
            "curriculum.HistoricalSession",
            id=session.pk,
            facilitator=facilitator,
            history_date=NOON + dt.timedelta(days=after),
            history_type="~" if after else "+",
            **terms,
        )
    marked = {"outcome": "attended", "marked_by": ford, "marked_at": NOON, "held_on": DAY}
    make("curriculum.Attendance", session=session, person=nora, **marked)


def stand_on_a_policy(make: Make, course: Model, nora: Model) -> None:
    asked = {"number": 1, "in_force_from": DAY, "requirements": ASKED, **MONTHS}
    policy = make("certification.Policy", course=course, **asked)
    supporter = make("certification.Supporter", person=nora, since=DAY)
    entered = {"kind": "standing", "standing": "in_training", "detail": {}}
    when = {"entered_at": NOON, "effective_on": DAY}
    make("certification.LedgerEntry", supporter=supporter, policy=policy, **entered, **when)


def found() -> dict[str, object]:
    """What today's code says of that database."""
    from certification.models import Fact, Policy, Supporter
    from certification.selectors.standing import with_standing
    from curriculum.models import Edition, SessionStaff

    edition = Edition.objects.get()
    return {
        "asked": [
            [row.kind, row.course_id is not None, row.session_kind, row.count, row.months]
            for row in Policy.objects.get().asked.order_by("position")
        ],
        "parts": [[part.slug, part.kind, part.minutes] for part in edition.parts],
        "hash_is_right": edition.content_hash == edition.content.hash,
        "staff": [
            [staff.person.name, staff.part, staff.until is None]
            for staff in SessionStaff.objects.order_by("pk").select_related("person")
        ],
        "facts": sorted(Fact.objects.values_list("kind", "subject")),
        "standing": with_standing(Supporter.objects.all(), DAY).get().standing,
        "left_to_migrate": _left(),
    }


def _left() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    django.setup()
    main()

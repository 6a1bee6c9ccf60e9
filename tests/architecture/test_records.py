"""Every record is classified, and every field that leads to a person is accounted for in docs/privacy.md."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from portal.accounts.models import Person
from portal.common.audit import Kept
from tests.architecture.sources import ROOT, all_models, is_historical, label, own_models, room_of

TRACKED, OWN, PLAIN = "tracked", "own", "plain"
# Tracked: simple-history keeps who and why. Own: the person's alone, so no history, which would keep
# what they changed their mind about. Plain: no history, for the reason given.
RECORDS: dict[str, tuple[str, str]] = {
    "accounts.Person": (TRACKED, ""),
    "accounts.RoleAssignment": (TRACKED, ""),
    "sections.Campus": (TRACKED, ""),
    "sections.Section": (TRACKED, ""),
    "sections.Membership": (TRACKED, ""),
    "sections.Leadership": (TRACKED, ""),
    "curriculum.Course": (TRACKED, ""),
    "curriculum.Module": (TRACKED, ""),
    "curriculum.Retirement": (TRACKED, ""),
    "curriculum.Edition": (TRACKED, ""),
    "curriculum.ExpectationsEdition": (TRACKED, ""),
    "curriculum.Bookmark": (OWN, "where somebody stopped reading"),
    "curriculum.Attempt": (OWN, "a supporter's answers"),
    "curriculum.Completion": (TRACKED, ""),
    "curriculum.Acceptance": (TRACKED, ""),
    "curriculum.Session": (TRACKED, ""),
    "curriculum.SessionStaff": (TRACKED, ""),
    "curriculum.SignUp": (TRACKED, ""),
    "curriculum.Attendance": (TRACKED, ""),
    "certification.Nomination": (TRACKED, ""),
    "certification.Supporter": (TRACKED, ""),
    "certification.Hold": (TRACKED, ""),
    "certification.Policy": (TRACKED, ""),
    "certification.PolicyRequirement": (TRACKED, ""),
    "certification.Statement": (TRACKED, ""),
    "certification.Certificate": (TRACKED, ""),
    "certification.Attestation": (TRACKED, ""),
    "certification.Endorsement": (TRACKED, ""),
    "certification.LedgerEntry": (PLAIN, "append-only: it is itself the history"),
    "certification.Fact": (PLAIN, "projected from records, which keep their history"),
    "certification.StandingPeriod": (PLAIN, "projected from facts and the policy"),
    "certification.Movement": (PLAIN, "projected from records"),
    "common.OutboxMessage": (PLAIN, "emptied once it is sent: history would keep the text"),
    "common.Installation": (PLAIN, "where the database is at home; about no person"),
    "common.NightlyRun": (PLAIN, "when the nightly work was done; about no person"),
    "common.Tally": (PLAIN, "counts under a digest, about no person that it names"),
    "content.ReferralResource": (TRACKED, ""),
    "content.StarterRecord": (PLAIN, "what the starter program loaded; about no person"),
}
PRIVACY = ROOT / "docs/privacy.md"
CELLS = re.compile(r"^\| `(?P<model>\w+\.\w+)` \|(?P<rest>.*)\|$", re.M)


def is_page(model: type[models.Model]) -> bool:
    """Pages keep Wagtail's own revisions and log."""
    return issubclass(model, Page)


def test_every_record_is_classified(checked) -> None:  # type: ignore[no-untyped-def]
    ours = [m for m in own_models() if not is_page(m)]
    assert {label(m) for m in ours} == {*RECORDS}
    kept = {label(m) for m in ours if hasattr(m, "history")}
    assert kept == {name for name, (kind, _) in RECORDS.items() if kind == TRACKED}
    assert [n for n, (kind, why) in RECORDS.items() if kind != TRACKED and not why] == []
    checked("records for their history", len(ours), floor=25)


def test_history_is_kept_of_nothing_else(checked) -> None:  # type: ignore[no-untyped-def]
    historical = [m for m in all_models() if is_historical(m)]
    tracked = [name for name, (kind, _) in RECORDS.items() if kind == TRACKED]
    assert len(historical) == len(tracked)
    # A history that dies with its record would be no history.
    for model in historical:
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and field.name != "history_user":
                assert field.remote_field.on_delete is models.DO_NOTHING, f"{label(model)}.{field}"
    checked("historical records", len(historical), floor=20)


def test_tracked_records_refuse_what_leaves_no_history(checked) -> None:  # type: ignore[no-untyped-def]
    ours = [m for m in own_models() if RECORDS.get(label(m), ("",))[0] == TRACKED]
    assert [label(m) for m in ours if not issubclass(m, Kept)] == []
    checked("tracked records for their manager", len(ours), floor=20)


def leads_to_a_person() -> set[type[models.Model]]:
    """Our models with a relation to a person, directly or through other records of ours, or an address."""
    found: set[type[models.Model]] = {Person}
    candidates = own_models()
    while True:
        more = {
            m for m in candidates if m not in found and any(map(found.__contains__, _targets(m)))
        }
        if not more:
            return found | {m for m in candidates if _has_address(m)}
        found |= more


def _targets(model: type[models.Model]) -> list[type[models.Model]]:
    local = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [f.related_model for f in local if f.is_relation and f.related_model]  # type: ignore[misc]


def _has_address(model: type[models.Model]) -> bool:
    return any(isinstance(field, models.EmailField) for field in model._meta.local_fields)


def documented() -> dict[str, Counter[str]]:
    """Each record of the first table of docs/privacy.md with its fields; every cell says something."""
    found: dict[str, Counter[str]] = {}
    for row in CELLS.finditer(PRIVACY.read_text().split("## Records of the parts")[0]):
        cells = [cell.strip() for cell in row["rest"].split("|")]
        assert len(cells) == 4, row[0]
        assert all(cells), row[0]
        found.setdefault(row["model"], Counter()).update(cells[0].split(", "))
    return found


def test_every_field_that_leads_to_a_person_is_accounted_for(checked) -> None:  # type: ignore[no-untyped-def]
    real = {
        label(m): Counter(f.name for f in [*m._meta.local_fields, *m._meta.local_many_to_many])
        for m in leads_to_a_person()
    }
    assert documented() == real
    checked("fields that lead to a person", sum(map(len, real.values())), floor=180)


def test_every_part_that_we_build_on_is_accounted_for(checked) -> None:  # type: ignore[no-untyped-def]
    second = PRIVACY.read_text().split("## Records of the parts")[1]
    named = {row["model"] for row in CELLS.finditer(second)}
    real = {
        label(m)
        for m in apps.get_models(include_auto_created=False)
        if room_of(m) is None and Person in _targets(m)
    }
    assert named == real
    checked("records of parts that lead to a person", len(real), floor=10)


# Long texts in records that lead to a person: what each is for. A new one is a place for a conversation
# until somebody says what else it is.
LONG_TEXTS = {
    "certification.Attestation.statement": "the signed statement, from a template",
    "certification.Attestation.meaning": "what signing means, from a template",
    "certification.Attestation.printed_name": "a name",
    "certification.Certificate.course": "the course's title",
    "certification.Certificate.document": "the document",
    "certification.Certificate.editions": "titles and hashes",
    "certification.Certificate.holder": "a name",
    "certification.Endorsement.statement": "the signed statement, from a template",
    "certification.Endorsement.meaning": "what signing means, from a template",
    "certification.Endorsement.printed_name": "a name",
    "certification.LedgerEntry.detail": "requirements, numbers and hashes",
    "certification.StandingPeriod.turns": "codes of actors and circumstances",
    "certification.StandingPeriod.unmet": "codes of requirements",
    "common.OutboxMessage.body": "a mail, emptied once it is sent",
    "common.OutboxMessage.last_error": "what the mail server said",
    "curriculum.Acceptance.statement": "the expectations as signed",
    "curriculum.Acceptance.meaning": "what signing means, from the edition",
    "curriculum.Acceptance.printed_name": "a name",
    "curriculum.Attempt.answers": "ids of options, or the number or word that a question asks for",
    "curriculum.Attempt.wrong": "ids of questions",
    "curriculum.Attendance.reason": "why a mark was corrected",
    "curriculum.Bookmark.read": "slugs of sections",
    "curriculum.Edition.*": "what is taught",
    "curriculum.ExpectationsEdition.*": "what is undertaken",
}


def test_no_field_could_hold_a_conversation(checked) -> None:  # type: ignore[no-untyped-def]
    long = set()
    for model in leads_to_a_person():
        for field in model._meta.local_fields:
            if field.is_relation or field.choices or isinstance(field, models.EmailField):
                continue
            if _holds_more_than_a_line(field):
                long.add(f"{label(model)}.{field.name}")
    known = {n for n in LONG_TEXTS if not n.endswith("*")}
    wholly = tuple(n.removesuffix("*") for n in LONG_TEXTS if n.endswith("*"))
    assert {n for n in long if not n.startswith(wholly)} == known
    checked("long texts that lead to a person", len(long), floor=20)


def _holds_more_than_a_line(field: models.Field) -> bool:
    if isinstance(
        field, models.TextField | models.JSONField | models.BinaryField | models.FileField
    ):
        return True
    return isinstance(field, models.CharField) and (field.max_length or 1000) > 150


def choices_without_constraint(model: type[models.Model]) -> list[str]:
    """Fields with a closed list that the database itself does not close."""
    closed: dict[str, set] = {}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            closed |= {name: set(values) for name, values in _lists_in(constraint.condition)}
    wrong = []
    for field in model._meta.local_fields:
        if not field.choices:
            continue
        wanted = {value for value, _ in field.flatchoices}  # type: ignore[attr-defined]
        if closed.get(field.name, set()) - {""} != wanted - {""}:
            wrong.append(f"{label(model)}.{field.name}")
    return wrong


def _lists_in(condition: object) -> list[tuple[str, list]]:
    if not isinstance(condition, Q) or condition.connector != Q.AND or condition.negated:
        return []
    found = []
    for child in condition.children:
        if isinstance(child, tuple) and child[0].endswith("__in"):
            found.append((child[0].removesuffix("__in"), list(child[1])))
        elif isinstance(child, Q):
            found += _lists_in(child)
    return found


def test_closed_lists_are_closed_in_the_database(checked) -> None:  # type: ignore[no-untyped-def]
    ours = own_models()
    wrong = [name for model in ours for name in choices_without_constraint(model)]
    assert wrong == []
    number = sum(1 for m in ours for f in m._meta.local_fields if f.choices)
    checked("closed lists", number, floor=16)


@pytest.mark.parametrize("values", [["a"], ["a", "b", "c"]])
def test_a_list_that_is_closed_otherwise_would_be_seen(values: list[str]) -> None:
    class Meta:
        app_label = "common"
        constraints = [models.CheckConstraint(condition=Q(kind__in=values), name="x")]

    from django.test.utils import isolate_apps

    with isolate_apps("portal.common"):
        kind = models.CharField(max_length=1, choices=[("a", "A"), ("b", "B")])
        model = type("Open", (models.Model,), {"__module__": __name__, "Meta": Meta, "kind": kind})
        assert choices_without_constraint(model) == ["common.Open.kind"]

"""Loading the starter program: complete, repeatable, and never over an editor's change."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from certification.enums import StatementKind
from certification.models import Policy, Statement
from certification.rules.requirements import kinds
from content.models import (
    ExpectationsPage,
    GuidancePage,
    HomePage,
    ModulePage,
    ProgramPage,
    ReferralResource,
    StarterRecord,
)
from content.starter.parts import parts
from content.starter.texts import STARTER, read_folder
from curriculum.models import Edition, ExpectationsEdition, Module
from curriculum.rules.parts.check import questions_of
from curriculum.rules.progress import marked_parts
from portal.sections.models import Campus, Section
from tests.clock import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("program")]


def load(folder: Path = STARTER) -> str:
    said = io.StringIO()
    call_command("load_program", folder=folder, stdout=said)
    return said.getvalue()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A copy of the starter texts that a test may change."""
    return Path(shutil.copytree(STARTER, tmp_path / "starter"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def rows() -> dict[str, Any]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


def test_it_says_what_it_loaded(program: str) -> None:
    assert program.splitlines() == [
        "Campuses: 2 created",
        "Sections: 15 created",
        "Pages: 6 created",
        "Program pages: 7 created",
        "Expectations: 1 created",
        "Modules: 8 created",
        "Guidance: 5 created",
        "Resources: 6 created",
        "Statements: 3 created",
    ]


def test_the_course_takes_two_hours_and_every_module_can_be_completed() -> None:
    editions = Edition.objects.order_by("module__position")
    assert [e.module.slug for e in editions] == [
        t["slug"] for t in read_folder(STARTER / "modules")
    ]
    assert sum(e.minutes for e in editions) == 120
    assert {(e.number, e.published_by, e.published_on) for e in editions} == {(1, None, TODAY)}
    kinds = {question["kind"] for e in editions for question in questions_of(e.parts)}
    assert kinds == {"single", "multiple", "true_false", "ordering"}
    assert all(
        2 <= len(marked_parts(e.parts)) <= 6 and 3 <= len(questions_of(e.parts)) <= 6
        for e in editions
    )
    assert Module.objects.get(slug="practice").prerequisite.slug == "the-conversation"


def test_the_network_the_policy_the_statements_and_the_expectations_are_there() -> None:
    assert list(Campus.objects.values_list("name", flat=True)) == ["Anschutz", "Colorado Springs"]
    assert {c.sections.count() for c in Campus.objects.all()} == {10, 5}
    assert Section.objects.filter(name="Critical Care").count() == 2
    assert list(Policy.objects.get().asked.values_list("kind", flat=True)) == list(kinds())
    assert set(Statement.objects.values_list("kind", flat=True)) == set(StatementKind.values)
    assert len(ExpectationsEdition.objects.get().items) == 8


def test_loading_again_changes_nothing() -> None:
    before = rows()
    assert load() == "Nothing to load: the starter texts are those that were loaded last.\n"
    StarterRecord.objects.filter(key="everything").update(starter="of an older portal")
    said = load().splitlines()
    assert said == [
        "Campuses: 2 unchanged",
        "Sections: 15 unchanged",
        "Pages: 6 unchanged",
        "Program pages: 7 unchanged",
        "Expectations: 1 unchanged",
        "Modules: 8 unchanged",
        "Guidance: 5 unchanged",
        "Resources: 6 unchanged",
    ]
    assert rows() == before


def test_a_new_starter_text_reaches_what_nobody_edited(texts: Path) -> None:
    change(texts / "modules/01-why-peer-support.toml", "Why peer support", "Why peers")
    change(texts / "resources.toml", "Human Resources supplies", "HR supplies")
    change(texts / "program/criteria.toml", "Criteria for peer supporters", "Who can do it")
    said = load(texts)
    assert "Modules: 1 updated, 7 unchanged" in said
    assert "Resources: 5 unchanged, 1 updated" in said
    assert ProgramPage.objects.get(slug="criteria").title == "Who can do it"
    newest = Edition.objects.filter(module__slug="why-peer-support").order_by("number").last()
    assert newest is not None
    assert (newest.number, newest.title) == (2, "Why peers")


def test_an_editors_change_survives_a_new_starter_text(texts: Path) -> None:
    draft = GuidancePage.objects.get(slug="law-and-risk")
    draft.title = "Law, as counsel put it"
    draft.save_revision()
    module = ModulePage.objects.get(slug="practice")
    module.summary = "What an editor wrote."
    module.save_revision().publish()
    resource = ReferralResource.objects.get(slug="employee-assistance-program")
    resource.phone = "303-555-0100"
    resource.save()
    HomePage.objects.get().get_children().get(slug="resources").specific.unpublish()
    change(texts / "guidance/law-and-risk.toml", "Law and risk", "Law")
    change(texts / "modules/04-practice.toml", "Practice", "Practising")
    change(texts / "resources.toml", "Human Resources supplies", "HR supplies")

    said = load(texts)
    assert "Left as it is, because it was edited here: guidance “guidance/law-and-risk”" in said
    assert "Left as it is, because it was edited here: modules “training/practice”" in said
    assert "Left as it is, because it was edited here: resources “resource:employee-" in said
    assert GuidancePage.objects.get(slug="law-and-risk").get_latest_revision_as_object().title == (
        "Law, as counsel put it"
    )
    assert ModulePage.objects.get(slug="practice").summary == "What an editor wrote."
    resource.refresh_from_db()
    assert resource.phone == "303-555-0100"
    assert not HomePage.objects.get().get_children().get(slug="resources").live


def test_what_was_removed_here_stays_removed(texts: Path) -> None:
    ProgramPage.objects.get(slug="references").delete()
    change(texts / "program/references.toml", "References", "What to read")
    load(texts)
    assert not ProgramPage.objects.filter(slug="references").exists()
    assert ExpectationsPage.objects.exists()


def test_the_same_texts_give_the_same_ids() -> None:
    page = ModulePage.objects.get(slug="practice")
    text = next(t for t in read_folder(STARTER / "modules") if t["slug"] == "practice")
    again = ModulePage(parts=parts(text, "practice"))
    assert [block.id for block in again.parts] == [block.id for block in page.parts]
    stored, anew = (p.parts[len(p.parts) - 1].value["questions"] for p in (page, again))
    asked = [(block.id, block.value["text"]) for block in stored]
    assert [(block.id, block.value["text"]) for block in anew] == asked

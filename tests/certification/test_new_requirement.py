"""Adding a kind of requirement is adding a file in each layer: nothing that was there is edited."""

import sys
from importlib import invalidate_caches
from pathlib import Path

import pytest

from certification.enums import Actor, Standing
from certification.phrases import kinds as phrases
from certification.phrases import requirements as phrases_package
from certification.phrases.kinds import Oversight
from certification.phrases.oversight import advice_of, lines_of
from certification.rules import requirements as rules_package
from certification.rules.gate import decide
from certification.rules.kinds import Parameters
from certification.rules.requirements import kinds
from certification.rules.waiting import facts_with_circumstances, waits_on
from certification.selectors import requirements as selectors_package
from certification.selectors import sources
from certification.selectors.facts import facts_of
from certification.selectors.path import path_of
from certification.selectors.policy import terms_on
from certification.selectors.program import program
from certification.selectors.waiting import decision_and_circumstances
from certification.services.policy import first_policy, put_policy_in_force
from curriculum.enums import SessionKind
from tests.architecture.sources import ROOT
from tests.certification import rows
from tests.clock import TODAY

MOST_FILES = 4

RULES = """
from certification.enums import Actor
from certification.rules.kinds import RequirementKind, Turn

KIND = RequirementKind(
    code="shadowing",
    order=45,
    fact="shadowing",
    turns=(Turn({"has_section": True}, Actor.SECTION_LEADER), Turn({}, Actor.COORDINATOR)),
)
"""
SELECTORS = """
from django.db.models import F

from certification.selectors.sources import NEVER, NO_SUBJECT, Circumstance, FactSource
from curriculum.enums import Outcome
from curriculum.models import Attendance
from portal.common.intervals import covers
from portal.sections.models import Membership


def _rows():
    held = Attendance.objects.filter(
        superseded_by__isnull=True, outcome=Outcome.ATTENDED, session__kind="check_in"
    )
    return held.annotate(f_since=F("held_on"), f_until=NEVER, f_subject=NO_SUBJECT)


def _working(terms, on):
    return Membership.objects.filter(covers(on))


FACTS = FactSource("shadowing", _rows, owner="person", of_supporter="person")
CIRCUMSTANCES = {"has_section": Circumstance(_working, owner="person", of_supporter="person")}
"""
PHRASES = """
from certification.phrases.kinds import RequirementPhrases
from certification.phrases.surroundings import Said

PHRASES = RequirementPhrases(
    noun="Shadowing",
    title="A shift beside a supporter",
    met=lambda state, decision, around: Said("You were there."),
    unmet=lambda state, decision, around: Said("Ask whom you may join."),
    lapsed="You were active through %(day)s. Then your shadowing ended.",
    advice=lambda of: "Find somebody whom they may join.",
)
"""
PLANTED = [
    (rules_package, RULES),
    (selectors_package, SELECTORS),
    (phrases_package, PHRASES),
]
KEPT = (
    kinds,
    facts_with_circumstances,
    sources.sources,
    sources.circumstances,
    phrases.phrases,
)


def forget():
    for kept in KEPT:
        kept.cache_clear()


@pytest.fixture
def shadowing(tmp_path, monkeypatch):
    """The files of a new kind, in packages that are searched beside the portal's own."""
    made = []
    for package, text in PLANTED:
        folder = tmp_path / package.__name__
        folder.mkdir()
        made.append(folder / "shadowing.py")
        made[-1].write_text(text)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    invalidate_caches()
    forget()
    yield made
    for package, _ in PLANTED:
        sys.modules.pop(f"{package.__name__}.shadowing", None)
        vars(package).pop("shadowing", None)
    monkeypatch.undo()
    forget()


def test_a_circumstance_has_one_meaning(shadowing):
    twice = SELECTORS.replace('has_section"', 'has_leader"')
    shadowing[1].write_text(twice)
    sys.modules.pop(f"{selectors_package.__name__}.shadowing", None)
    invalidate_caches()
    forget()
    with pytest.raises(ValueError, match="has_leader"):
        sources.circumstances()


@pytest.mark.django_db
def test_everybody_knows_a_kind_that_was_added(shadowing, checked):
    course, waiting, done = rows.course(), rows.supporter(), rows.supporter()
    rows.membership(waiting, rows.section(), 0)
    rows.attendance(done, rows.session(SessionKind.CHECK_IN), 0)
    # A kind that is added asks nothing of anybody until a policy names it.
    assert "shadowing" not in first_policy(course)
    asked = {"shadowing": Parameters()}
    put_policy_in_force(asked, by=None, why="A trial")
    terms = terms_on(TODAY)
    assert terms.requirements == ("shadowing",)

    facts = facts_of([waiting.pk, done.pk])
    assert {pk: len(each.of("shadowing")) for pk, each in facts.items()} == {
        waiting.pk: 0,
        done.pk: 1,
    }
    decisions = {pk: decide(terms, each, TODAY) for pk, each in facts.items()}
    around = {pk: decision_and_circumstances(pk, TODAY, terms)[1] for pk in (waiting.pk, done.pk)}
    by_python = {pk: (one.standing, waits_on(one, around[pk])) for pk, one in decisions.items()}
    assert by_python == {
        waiting.pk: (Standing.IN_TRAINING, Actor.SECTION_LEADER),
        done.pk: (Standing.ACTIVE, Actor.NOBODY),
    }
    listed = program(TODAY, {}).waiting_on(None)[:]
    assert {line.number: (line.standing, line.waits_on) for line in listed} == by_python

    (step,) = path_of(waiting.person, TODAY).steps
    assert (step.title, step.sentence) == ("A shift beside a supporter", "Ask whom you may join.")
    assert path_of(done.person, TODAY).steps[0].sentence == "You were there."
    (line,) = lines_of(Oversight(decisions[waiting.pk], around[waiting.pk]))
    assert (line.title, line.sentence, line.actor) == (
        "Shadowing",
        "Not yet.",
        Actor.SECTION_LEADER,
    )
    assert advice_of(Oversight(decisions[waiting.pk], {})) == "Find somebody whom they may join."
    checked("files that a new kind of requirement is made of", len(shadowing), floor=1)
    assert len(shadowing) <= MOST_FILES


def test_each_kind_is_a_file_in_each_layer(checked):
    layers = ("rules", "selectors", "phrases")
    files = {
        kind: [
            path
            for layer in layers
            if (path := Path("certification") / layer / "requirements" / f"{kind}.py")
            and (ROOT / path).exists()
        ]
        for kind in kinds()
    }
    assert {kind: len(found) for kind, found in files.items()} == dict.fromkeys(kinds(), 3)
    checked("kinds of requirement and their files", len(files), floor=8)


def test_whose_turn_it_is_rests_on_circumstances_that_somebody_can_tell():
    named = {
        name for kind in kinds().values() for turn in kind.turns for name in turn.circumstances
    }
    known = {name for kind in kinds().values() for name in kind.known}
    assert named - set(sources.circumstances()) - known == {"trained"}
    assert not known & set(sources.circumstances())


def test_a_kind_that_was_taken_away_is_forgotten():
    assert "shadowing" not in kinds()
    assert "shadowing" not in phrases.phrases()

"""A type of edition is added by its files: who is told, of what, and in which words follows from them."""

import copy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings

from certification.selectors.reach import supporters_to_look_again
from content.drafts import TextDraft
from content.selectors.reach import what_publication_did
from content.signals import Handover, edition_drafted
from curriculum.models import ExpectationsEdition, editions
from curriculum.rules.kinds import modules_of
from curriculum.services.editions import FIRST, Publication
from portal.common.models import OutboxMessage
from tests.clock import TODAY, days
from tests.curriculum.courses import finish, make_edition
from tests.factories import Cast

pytestmark = pytest.mark.django_db
ADDED = Path(__file__).parent / "added_edition"
MODULE = f"{editions.__name__}.guidance"


@pytest.fixture
def guidance(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[ExpectationsEdition]]:
    """The added files where a type's files are: on the package's and the templates' paths."""
    path = [*editions.__path__, str(ADDED / "models")]
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], ADDED / "templates"]
    monkeypatch.setattr(editions, "__path__", path)
    with override_settings(TEMPLATES=templates):
        yield modules_of(editions.__name__, path)["guidance"].GuidanceEdition
    del apps.all_models["curriculum"]["guidanceedition"]
    apps.clear_cache()
    sys.modules.pop(MODULE)
    monkeypatch.delattr(editions, "guidance")
    monkeypatch.undo()


def draft(kind: type[ExpectationsEdition], item: str, said: Publication = FIRST) -> TextDraft:
    """The text as its page would hand it over."""
    text = {"title": "Guidance", "intro": "Read this.", "items": [item], "meaning": "Read."}
    return TextDraft(kind(**text, content_hash=item), said)


def test_a_type_is_unknown_without_its_file() -> None:
    assert set(editions.TYPES) == {"expectations", "module"}
    assert MODULE not in sys.modules


def test_a_new_type_of_edition_tells_its_readers_in_its_own_words(
    cast: Cast, guidance: type[ExpectationsEdition]
) -> None:
    finish(cast.supporter, make_edition())
    made = draft(guidance, "One.")
    first = edition_drafted.hand_over(object, draft=made, by=cast.editor)
    OutboxMessage.objects.all().delete()

    said = Publication("material", "The second point.", days(9))
    changed = draft(guidance, "Two.", said)
    edition = edition_drafted.hand_over(object, draft=changed, by=cast.editor)
    assert (edition.number, edition.due_on, edition.published_on) == (2, days(9), TODAY)
    assert [s.person for s in supporters_to_look_again(edition)] == [cast.supporter]
    told = OutboxMessage.objects.values_list("recipient", "subject", "body")
    words = ("The guidance changed", "The guidance changed: The second point.")
    assert [(to, subject, body.strip()) for to, subject, body in told] == [
        (cast.supporter.email, *words)
    ]
    assert "1 supporter must look again" in what_publication_did(first, edition)

    again = edition_drafted.hand_over(object, draft=draft(guidance, "Two.", said), by=cast.editor)
    assert again == edition
    assert guidance.objects.count() == 2


def test_a_draft_is_handed_to_exactly_one_listener() -> None:
    def answer(sender: object, **said: object) -> int:
        return 1

    def other(sender: object, **said: object) -> int:
        return 2

    signal = Handover()
    with pytest.raises(ValueError, match="not enough values"):
        signal.hand_over(object)
    signal.connect(answer)
    assert signal.hand_over(object) == 1
    signal.connect(other)
    with pytest.raises(ValueError, match="too many values"):
        signal.hand_over(object)


@pytest.mark.parametrize(("due", "asked"), [(0, True), (1, False)])
def test_the_gate_is_asked_about_everybody_on_the_day_of_a_change(
    cast: Cast,
    guidance: type[ExpectationsEdition],
    monkeypatch: pytest.MonkeyPatch,
    due: int,
    asked: bool,
) -> None:
    heard: list[object] = []
    monkeypatch.setattr(
        "certification.listeners.reassess_all_told", lambda **said: heard.append(said)
    )
    made = draft(guidance, "One.", Publication(due_on=days(due)))
    edition_drafted.hand_over(object, draft=made, by=None)
    assert bool(heard) is asked

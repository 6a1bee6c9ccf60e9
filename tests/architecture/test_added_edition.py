"""A type of edition is added by adding a model (and its page): who is told, and of what, follows from it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import QuerySet

from certification.selectors.reach import supporters_to_look_again
from content.selectors.reach import what_publication_did
from curriculum.models import Completion, EditionWords, ExpectationsEdition
from curriculum.services.editions import Publication, publish_after
from portal.common.models import OutboxMessage
from tests.clock import TODAY, days
from tests.curriculum.courses import finish, make_edition
from tests.factories import Cast

pytestmark = pytest.mark.django_db
SUBJECT = "The guidance changed"


@pytest.fixture
def guidance() -> Iterator[type[ExpectationsEdition]]:
    """Guidance as editions: read by whoever finished a module. It shares a table, so that the test needs no migration."""

    class GuidanceEdition(ExpectationsEdition):
        words = EditionWords(SUBJECT, "expectations_changed")

        class Meta:
            proxy = True
            app_label = "curriculum"

        def readers_before(self) -> QuerySet:
            return Completion.objects.all()

    yield GuidanceEdition
    del apps.all_models["curriculum"]["guidanceedition"]
    apps.clear_cache()


def test_a_new_type_of_edition_tells_its_readers_in_its_own_words(
    cast: Cast, guidance: type[ExpectationsEdition]
) -> None:
    finish(cast.supporter, make_edition())
    text = {"title": "Guidance", "intro": "Read this.", "items": ["One."], "meaning": "Read."}
    first = guidance(**text, content_hash="one")
    publish_after(None, first, said=Publication(), by=cast.editor)
    OutboxMessage.objects.all().delete()

    second = guidance(**{**text, "items": ["Two."]}, content_hash="two")
    said = Publication("material", "The second point.", days(9))
    edition = publish_after(first, second, said=said, by=cast.editor)
    assert (edition.number, edition.due_on, edition.published_on) == (2, days(9), TODAY)
    assert [s.person for s in supporters_to_look_again(edition)] == [cast.supporter]
    told = OutboxMessage.objects.values_list("recipient", "subject")
    assert list(told) == [(cast.supporter.email, SUBJECT)]
    assert "1 supporter must look again" in what_publication_did(first, edition)


@pytest.mark.parametrize(("due", "asked"), [(0, True), (1, False)])
def test_the_gate_is_asked_about_everybody_on_the_day_of_a_change(
    cast: Cast,
    guidance: type[ExpectationsEdition],
    monkeypatch: pytest.MonkeyPatch,
    due: int,
    asked: bool,
) -> None:
    heard: list[object] = []
    monkeypatch.setattr("certification.listeners.reassess_all", lambda **said: heard.append(said))
    text = {"title": "Guidance", "intro": "Read this.", "items": ["One."], "meaning": "Read."}
    publish_after(
        None, guidance(**text, content_hash="one"), said=Publication(due_on=days(due)), by=None
    )
    assert bool(heard) is asked

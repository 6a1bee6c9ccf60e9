"""A page that somebody opens in the CMS and publishes as it is says what it said: no edition, nothing to read again."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from content.blocks.rendering import rendered_parts
from content.models import ModulePage
from content.rules.html import normalised
from curriculum.models import Edition
from curriculum.rules.progress import marked_parts
from curriculum.selectors.learning import module_state
from curriculum.services.learning import mark_read
from portal.common.roles import Role
from tests.content.editing import as_posted, unchanged
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db


def publish(client: Client, page: ModulePage, fields: dict[str, Any]) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, as_posted(fields))
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.slow
@pytest.mark.usefixtures("program")
def test_publishing_a_starter_module_unchanged_makes_no_edition() -> None:
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    pages = ModulePage.objects.order_by("path")
    assert len(pages) == 8
    for page in pages:
        before = Edition.objects.get(module__slug=page.slug)
        publish(editor, page, unchanged(page))
        after = ModulePage.objects.get(pk=page.pk)
        assert after.live_revision_id != page.live_revision_id
        assert rendered_parts(page.slug, after.parts) == before.parts
        assert Edition.objects.get(module__slug=page.slug) == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One.</p>\n<ul>\n<li>Two</li>\n</ul>\n", "<p>One.</p><ul><li>Two</li></ul>"),
        ("<p> One\n two. </p>", "<p>One two.</p>"),
        ('<p data-block-key="a1b2c">One.</p>', "<p>One.</p>"),
        ("<p><b>One</b> <i>two</i></p>", "<p><strong>One</strong> <em>two</em></p>"),
        ("<h3>\nOne\n</h3>\n\n<p>Two</p>", "<h3>One</h3><p>Two</p>"),
    ],
)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    assert normalised(one) == normalised(other) == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p><b>One</b> <i>two</i></p>", "<p><b>One</b><i>two</i></p>"),
        ("<p>Call <a href='/x/'>us</a> now.</p>", "<p>Call<a href='/x/'>us</a>now.</p>"),
        ("<p>10\xa0mg</p>", "<p>10 mg</p>"),
        ("<p>\xa0One</p>", "<p>One</p>"),
        ("<p>One<br/>two</p>", "<p>One two</p>"),
    ],
)
def test_space_that_a_reader_sees_is_kept(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.slow
@pytest.mark.usefixtures("program")
def test_another_title_of_one_section_leaves_the_others_read() -> None:
    page = ModulePage.objects.get(slug="why-peer-support")
    (edition,) = Edition.objects.filter(module__slug=page.slug)
    reader = make_person("Rae Example", roles=[Role.FACILITATOR])
    slugs = [section.slug for section in marked_parts(edition.parts)]
    for slug in slugs:
        mark_read(reader, edition=edition, slug=slug)
    fields = unchanged(page)
    fields["parts"]["1"]["value"]["title"] = "Six stages, in another light"
    publish(sign_in(make_person("Ed Example", roles=[Role.EDITOR])), page, fields)
    state = module_state(reader, page.slug)
    assert state is not None
    assert (state.edition.number, state.read) == (2, (slugs[0], slugs[2]))

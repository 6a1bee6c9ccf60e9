"""Every block says what it is and can be previewed; every page type says what it is."""

import pytest
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from wagtail import blocks

from content.blocks import BodyBlock, CriterionBlock, PartsBlock
from content.blocks.parts.check import QuestionsBlock
from content.blocks.rendering import rendered_parts
from content.models import HomePage, ModulePage
from content.starter.parts import parts
from portal.common.roles import Role
from tests.content.pages import SECTION, make_course_page, make_module_page, make_site
from tests.content.test_access import page_types
from tests.factories import make_person, sign_in


def offered() -> list[tuple[str, blocks.Block]]:
    """The blocks that an editor chooses from."""
    found = [*BodyBlock().child_blocks.items(), *QuestionsBlock().child_blocks.items()]
    return [*found, *PartsBlock().child_blocks.items(), ("criterion", CriterionBlock())]


@pytest.mark.parametrize(("name", "block"), offered(), ids=[name for name, _ in offered()])
def test_a_block_has_icon_label_description_template_and_preview(
    name: str, block: blocks.Block
) -> None:
    assert block.meta.icon != "placeholder"
    assert block.label
    assert block.get_description()
    assert get_template(block.meta.template)
    assert block.is_previewable
    html = block.render(block.get_preview_value())
    assert len(html.strip()) > 30
    preview = render_to_string(
        "wagtailcore/shared/block_preview.html",
        block.get_preview_context(block.get_preview_value())
        | {"bound_block": block.bind(block.get_preview_value()), "block_def": block},
    )
    assert "portal.css" in preview


def test_the_body_knows_every_block_of_the_starter_texts() -> None:
    assert set(BodyBlock().child_blocks) == {
        "text", "do", "dont", "say", "dialogue", "callout", "inset", "card", "details", "steps",
        "table", "scenario",
    }  # fmt: skip


def test_an_editor_chooses_from_questions_in_the_order_of_their_places() -> None:
    offered_blocks = QuestionsBlock().child_blocks
    first = ["single", "multiple", "true_false", "ordering"]
    assert [name for name in offered_blocks if name in first] == first
    places = [block.position for block in offered_blocks.values()]
    assert places == sorted(set(places))


def test_sub_headings_follow_the_heading_of_their_page() -> None:
    body = BodyBlock().to_python([{"type": "text", "value": "<h3>Here</h3><p>Text</p>"}])
    assert '<h2 class="nhsuk-heading-m">Here</h2>' in str(body.render_as_block())
    assert '<h4 class="nhsuk-heading-m">Here</h4>' in str(
        body.render_as_block({"heading_level": 4})
    )


def test_an_edition_keeps_no_mark_of_the_editor_and_spares_the_address_of_the_check() -> None:
    text = {"type": "text", "html": '<p data-block-key="a1b2c">Text</p>'}
    twice = [{**SECTION, "block": [text]}, {**SECTION, "title": "Check"}, SECTION]
    whole = {"section": twice, "check_minutes": 1, "question": []}
    made = rendered_parts("why", ModulePage(parts=parts(whole, "x")).parts)
    assert [part.slug for part in made] == ["listening", "check-2", "listening", "check"]
    assert "data-block-key" not in made[0].data["html"]
    assert "<p>Text</p>" in made[0].data["html"]


def test_every_page_type_says_what_it_is_and_where_it_belongs() -> None:
    for kind in page_types():
        assert kind.page_description, kind
        assert kind.parent_page_types != ["wagtailcore.page"], kind
        assert kind.search_fields, kind
        assert get_template(kind.template)


@pytest.mark.django_db
def test_an_editor_sees_a_blocks_preview() -> None:
    make_site()
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    block = BodyBlock().child_blocks["do"]
    address = reverse("wagtailadmin_block_preview") + f"?id={block.definition_prefix}"
    response = editor.get(address)
    assert response.status_code == 200
    assert "say the limits of confidentiality first" in response.content.decode()


@pytest.mark.django_db
def test_the_editors_pages_open() -> None:
    course_page = make_course_page()
    page = make_module_page(course_page)
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    for kind in page_types():
        app, model = kind._meta.app_label, kind._meta.model_name
        parents = {m.__name__ for m in kind.allowed_parent_page_models()}
        assert parents, kind
        if "HomePage" in parents and model != "coursepage":
            home = HomePage.objects.get()
            address = reverse("wagtailadmin_pages:add", args=[app, model, home.pk])
            assert editor.get(address).status_code == 200, kind
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200

"""Who reads which page, who may do what in the CMS, and who never gets in."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from content.models import (
    CoursePage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    ModulePage,
    ReportOrReferPage,
    ResourcesPage,
)
from content.models.base import PortalPage
from content.services.groups import GRANTS, GROUP_OF_ROLE, set_up_groups
from curriculum.models import Edition
from portal.accounts.models import Person
from portal.accounts.services import end_role, grant_role
from portal.common.permissions import TABLE, UndeclaredPermission
from portal.common.roles import Role
from tests.content.pages import make_course_page, make_module_page, make_site, posted
from tests.factories import Cast, make_person, sign_in

pytestmark = pytest.mark.django_db


def page_types() -> list[type[Page]]:
    return [m for m in apps.get_models() if issubclass(m, Page) and m is not Page]


def test_every_page_type_names_a_permission_of_the_table(checked) -> None:  # type: ignore[no-untyped-def]
    assert [t.__name__ for t in page_types() if getattr(t, "access", None) not in TABLE] == []
    assert all(issubclass(t, PortalPage) for t in page_types())
    checked("page types for their permission", len(page_types()), floor=10)


@pytest.mark.usefixtures("logged_errors")
def test_a_page_that_names_none_is_closed(client: Client) -> None:
    home = make_site()
    home.add_child(instance=Page(title="Plain", slug="plain"))
    with pytest.raises(UndeclaredPermission):
        client.get("/plain/")


@pytest.fixture
def tree() -> HomePage:
    home = make_site()
    guidance = home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    guidance.add_child(instance=GuidancePage(title="Law", slug="law"))
    home.add_child(instance=ResourcesPage(title="Resources", slug="resources"))
    home.add_child(instance=ReportOrReferPage(title="Report or refer", slug="report-or-refer"))
    return home


@pytest.mark.parametrize("path", ["/", "/resources/", "/report-or-refer/"])
def test_public_pages_are_public(path: str, tree: HomePage, cast: Cast) -> None:
    for client in (Client(), sign_in(cast.stranger), sign_in(cast.supporter)):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/guidance/", "/guidance/law/"])
def test_guidance_is_for_people_with_a_part_in_the_program(
    path: str, tree: HomePage, cast: Cast
) -> None:
    assert Client().get(path).headers["Location"] == f"/accounts/login/?next={path}"
    assert sign_in(cast.stranger).get(path).status_code == 403
    for person in (cast.supporter, cast.facilitator, cast.head, cast.editor, cast.coordinator):
        assert sign_in(person).get(path).status_code == 200


def test_only_makers_of_content_enter_the_cms(tree: HomePage, cast: Cast) -> None:
    assert Client().get("/cms/").headers["Location"] == "/accounts/login/?next=/cms/"
    assert Client().get("/cms/login/").headers["Location"].startswith("/accounts/login/")
    for person in (cast.stranger, cast.supporter, cast.facilitator, cast.head):
        assert sign_in(person).get("/cms/").status_code == 403
    for person in (cast.coordinator, cast.editor, cast.legal, cast.risk):
        assert sign_in(person).get("/cms/").status_code == 200


def test_a_superuser_without_a_role_does_not_enter_the_cms(tree: HomePage) -> None:
    person = make_person("Sue Example")
    person.is_superuser = True
    person.save()
    assert sign_in(person).get("/cms/").status_code == 403


def test_nobody_reaches_users_groups_or_sites(tree: HomePage, cast: Cast) -> None:
    for person in (cast.coordinator, cast.editor):
        client = sign_in(person)
        assert client.get("/cms/users/").status_code == 404
        assert client.get("/cms/groups/").status_code == 404
        assert client.get("/cms/sites/").status_code == 302
        menu = client.get("/cms/").content.decode()
        assert "/cms/users/" not in menu
        assert client.get("/cms/account/").status_code == 200


def test_groups_have_exactly_their_permissions(tree: HomePage) -> None:
    for role, grant in GRANTS.items():
        group = Group.objects.get(name=GROUP_OF_ROLE[role])
        pages = GroupPagePermission.objects.filter(group=group)
        assert {p.permission.codename for p in pages} == {f"{k}_page" for k in grant.pages}
        assert {p.page_id for p in pages} == {tree.pk}
        held = group.permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{name}" for app, name in held} == set(grant.models)
    assert not Group.objects.filter(name="Moderators").exists()


def test_setting_groups_up_again_changes_nothing_and_repairs_what_was_changed(
    tree: HomePage,
) -> None:
    assert set_up_groups(tree) == 0
    GroupPagePermission.objects.filter(group__name="Legal reviewers").delete()
    assert set_up_groups(tree) == 1
    assert GroupPagePermission.objects.filter(group__name="Legal reviewers").count() == 1


def groups_of(person: Person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_a_role_brings_its_group_and_takes_it_along() -> None:
    person, other = make_person("Lou Example"), make_person("Ray Example")
    for role in [Role.EDITOR, Role.EDITOR, Role.COORDINATOR, Role.FACILITATOR]:
        grant_role(person, role=role, by=None, why="Test")
    assert (groups_of(person), groups_of(other)) == ({"Editors", "Coordinators"}, set())
    for _ in range(2):
        end_role(person, role=Role.COORDINATOR, by=None, why="Test")
    assert groups_of(person) == {"Editors"}


def test_a_group_that_somebody_was_taken_out_of_by_hand_comes_back_with_the_role() -> None:
    person = make_person("Lou Example", roles=[Role.EDITOR])
    person.groups.clear()
    grant_role(person, role=Role.EDITOR, by=None, why="Again")
    assert groups_of(person) == {"Editors"}


def test_the_cms_knows_exactly_the_roles_that_may_enter_it() -> None:
    assert {*GROUP_OF_ROLE} == {*GRANTS} == TABLE["cms.enter"]


@pytest.mark.parametrize("role", [Role.LEGAL_REVIEWER, Role.RISK_REVIEWER])
def test_a_reviewer_edits_the_draft_and_cannot_publish(role: Role) -> None:
    page = make_module_page(make_course_page(), publish=False)
    reviewer = sign_in(make_person("Lex Example", roles=[role]))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "action-publish" not in reviewer.get(address).content.decode()

    reviewer.post(address, posted(summary="As counsel puts it."))
    page = ModulePage.objects.get()
    assert (page.live, Edition.objects.exists()) == (False, False)
    assert page.get_latest_revision_as_object().summary == "As counsel puts it."
    for name in ("unpublish", "delete"):
        assert (
            reviewer.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 302
        )
    assert ModulePage.objects.exists()

    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    editor.post(address, posted())
    assert Edition.objects.count() == 1


def test_comments_are_open_to_reviewers() -> None:
    page = make_module_page(make_course_page(), publish=False)
    reviewer = sign_in(make_person("Lex Example", roles=[Role.LEGAL_REVIEWER]))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "comments" in reviewer.get(address).context["form"].formsets


def test_the_course_page_is_at_the_address_of_the_training() -> None:
    page = make_module_page(make_course_page())
    assert page.get_url() == "/training/the-conversation/"
    assert CoursePage.objects.get().get_url() == "/training/"
    assert page.get_url() == Edition.objects.get().module.get_absolute_url()

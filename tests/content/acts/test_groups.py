"""The groups by which the editing rooms know people: exactly their permissions, and exactly their people."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from content.models import HomePage
from content.services.groups import (
    GROUP_OF_ROLE,
    join_group_of,
    leave_group_of,
    set_up_groups,
)
from portal.accounts.models import Person
from portal.common.roles import Role
from tests.content.pages import make_site
from tests.factories import Cast

pytestmark = pytest.mark.django_db

REVIEWS = {
    "wagtailadmin.access_admin",
    "content.view_referralresource",
    "certification.view_statement",
}
WRITES = {
    "wagtailadmin.access_admin",
    "content.view_referralresource",
    "content.change_referralresource",
    "content.add_referralresource",
}
KEEPS = WRITES | {"certification.view_statement", "certification.add_statement"}
MODELS = {
    "Coordinators": KEEPS,
    "Editors": WRITES,
    "Legal reviewers": REVIEWS,
    "Risk reviewers": REVIEWS,
}
PAGES = {
    "Coordinators": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
    "Editors": {"add_page", "change_page", "publish_page"},
    "Legal reviewers": {"change_page"},
    "Risk reviewers": {"change_page"},
}


@pytest.fixture
def home() -> HomePage:
    return make_site()


def models_of(name: str) -> set[str]:
    held = Group.objects.get(name=name).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in held}


def pages_of(name: str) -> set[tuple[int, str]]:
    held = GroupPagePermission.objects.filter(group__name=name)
    return set(held.values_list("page", "permission__codename"))


def groups_of(person: Person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


class TestSettingUp:
    def test_every_group_may_what_its_work_asks_and_nothing_else(self, home: HomePage) -> None:
        assert {name: models_of(name) for name in MODELS} == MODELS
        assert {name: pages_of(name) for name in PAGES} == {
            name: {(home.pk, codename) for codename in codenames}
            for name, codenames in PAGES.items()
        }
        assert set(Group.objects.values_list("name", flat=True)) == set(MODELS)

    def test_the_groups_that_wagtail_began_with_are_gone_or_emptied(self, home: HomePage) -> None:
        Group.objects.create(name="Moderators")
        editors = Group.objects.get(name="Editors")
        add = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
        root = Collection.get_first_root_node()
        GroupCollectionPermission.objects.create(group=editors, collection=root, permission=add)
        assert set_up_groups(home) == 1
        assert not GroupCollectionPermission.objects.exists()
        assert not Group.objects.filter(name="Moderators").exists()
        assert set_up_groups(home) == 0

    def test_a_permission_too_many_is_taken_away(self, home: HomePage) -> None:
        extra = Permission.objects.get(content_type__app_label="accounts", codename="add_person")
        for name in ("Editors", "Risk reviewers"):
            Group.objects.get(name=name).permissions.add(extra)
        assert set_up_groups(home) == 2
        assert {name: models_of(name) for name in MODELS} == MODELS
        assert set_up_groups(home) == 0

    def test_a_permission_too_few_is_given(self, home: HomePage) -> None:
        Group.objects.get(name="Coordinators").permissions.clear()
        assert set_up_groups(home) == 1
        assert models_of("Coordinators") == KEEPS

    def test_another_site_root_takes_the_place_of_the_first(self, home: HomePage) -> None:
        other = Page.get_first_root_node().add_child(instance=HomePage(title="New", slug="new"))
        assert set_up_groups(other) == 4
        assert pages_of("Editors") == {(other.pk, codename) for codename in PAGES["Editors"]}
        assert set_up_groups(other) == 0

    def test_a_page_permission_too_many_is_taken_from_its_group_alone(self, home: HomePage) -> None:
        lock = Permission.objects.get(
            content_type__app_label="wagtailcore", codename="bulk_delete_page"
        )
        editors = Group.objects.get(name="Editors")
        GroupPagePermission.objects.create(group=editors, page=home, permission=lock)
        assert set_up_groups(home) == 1
        assert {name: {codename for _, codename in pages_of(name)} for name in PAGES} == PAGES


class TestPeople:
    @pytest.mark.parametrize(("role", "name"), GROUP_OF_ROLE.items())
    def test_a_role_leads_into_its_group_and_out_again(
        self, cast: Cast, role: Role, name: str
    ) -> None:
        person = cast.stranger
        for _ in range(2):
            join_group_of(person, role=role)
        assert groups_of(person) == {name}
        for _ in range(2):
            leave_group_of(person, role=role)
        assert groups_of(person) == set()

    def test_leaving_one_group_leaves_the_others_and_the_colleagues(self, cast: Cast) -> None:
        for role in (Role.EDITOR, Role.COORDINATOR):
            join_group_of(cast.stranger, role=role)
        leave_group_of(cast.stranger, role=Role.EDITOR)
        assert groups_of(cast.stranger) == {"Coordinators"}
        assert groups_of(cast.editor) == {"Editors"}

    def test_a_role_without_work_there_has_no_group(self, cast: Cast) -> None:
        join_group_of(cast.editor, role=Role.FACILITATOR)
        leave_group_of(cast.editor, role=Role.FACILITATOR)
        assert groups_of(cast.editor) == {"Editors"}
        assert not Group.objects.filter(name__icontains="facilitator").exists()

    def test_a_group_that_is_missing_is_made_without_permissions(self, cast: Cast) -> None:
        Group.objects.filter(name="Editors").delete()
        join_group_of(cast.stranger, role=Role.EDITOR)
        assert (groups_of(cast.stranger), models_of("Editors")) == ({"Editors"}, set())

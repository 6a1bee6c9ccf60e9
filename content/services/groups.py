"""Who may do what in the CMS: the groups that roles put people into, with exactly these permissions."""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.models import Person
from portal.common.roles import Role

# The groups by which Wagtail knows people.
GROUP_OF_ROLE: dict[str, str] = {
    Role.COORDINATOR: "Coordinators",
    Role.EDITOR: "Editors",
    Role.LEGAL_REVIEWER: "Legal reviewers",
    Role.RISK_REVIEWER: "Risk reviewers",
}


class Grant(NamedTuple):
    """`pages`: kinds of page permission on the site; `models`: "app.codename" permissions."""

    pages: tuple[str, ...]
    models: tuple[str, ...]


ENTER = "wagtailadmin.access_admin"
RESOURCES = ("content.view_referralresource", "content.change_referralresource")
# Reviewers can read what they review; the statements that leaders sign are among them.
REVIEWED = (ENTER, RESOURCES[0], "certification.view_statement")
GRANTS: dict[str, Grant] = {
    Role.COORDINATOR: Grant(
        pages=("add", "change", "publish", "lock", "unlock"),
        models=(
            ENTER,
            *RESOURCES,
            "content.add_referralresource",
            "certification.view_statement",
            "certification.add_statement",
        ),
    ),
    Role.EDITOR: Grant(
        pages=("add", "change", "publish"),
        models=(ENTER, *RESOURCES, "content.add_referralresource"),
    ),
    Role.LEGAL_REVIEWER: Grant(pages=("change",), models=REVIEWED),
    Role.RISK_REVIEWER: Grant(pages=("change",), models=REVIEWED),
}


def set_up_groups(site_root: Page) -> int:
    """Give each group exactly its permissions on the site's pages; returns how many groups changed.

    Wagtail's own starting groups are emptied ("Editors") or removed ("Moderators").
    """
    Group.objects.filter(name="Moderators").delete()
    return sum(
        _set_up(Group.objects.get_or_create(name=GROUP_OF_ROLE[role])[0], grant, site_root)
        for role, grant in GRANTS.items()
    )


def join_group_of(person: Person, *, role: Role) -> None:
    """Put a person into the group of a role; a role without work in the CMS has none."""
    if role in GROUP_OF_ROLE:
        group, _ = Group.objects.get_or_create(name=GROUP_OF_ROLE[role])
        person.groups.add(group)


def leave_group_of(person: Person, *, role: Role) -> None:
    """Take a person out of the group of a role."""
    if role in GROUP_OF_ROLE:
        person.groups.remove(*Group.objects.filter(name=GROUP_OF_ROLE[role]))


def _set_up(group: Group, grant: Grant, site_root: Page) -> bool:
    wanted_models = _permissions(grant.models)
    wanted_pages = set(
        Permission.objects.filter(
            content_type__app_label="wagtailcore",
            codename__in=[f"{kind}_page" for kind in grant.pages],
        )
    )
    changed = False
    if set(group.permissions.all()) != wanted_models:
        group.permissions.set(wanted_models)
        changed = True
    held = GroupPagePermission.objects.filter(group=group).select_related("permission")
    if {(p.page_id, p.permission) for p in held} != {(site_root.pk, p) for p in wanted_pages}:
        held.delete()
        for permission in wanted_pages:
            GroupPagePermission.objects.create(group=group, page=site_root, permission=permission)
        changed = True
    removed, _ = GroupCollectionPermission.objects.filter(group=group).delete()
    return changed or bool(removed)


def _permissions(names: tuple[str, ...]) -> set[Permission]:
    wanted = Q()
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = set(Permission.objects.filter(wanted))
    if len(found) != len(names):
        raise LookupError(f"Not all of these permissions exist: {names}.")
    return found

"""What the content does when pages are published, moved or deleted, or when accounts give and end roles."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_unpublished, post_page_move

from content.drafts import Draft
from content.models import CoursePage
from content.models.editions import EditionedPage, editioned_pages
from content.selectors.reach import why_not_delete
from content.services.groups import join_group_of, leave_group_of
from content.services.publishing import follow_order, publish, retire_module
from content.signals import edition_drafted, module_withdrawn
from curriculum.models import PublishedText
from portal.accounts.models import Person
from portal.accounts.signals import role_ended, role_granted
from portal.common.audit import acting_person
from portal.common.errors import Refusal
from portal.common.roles import Role


@receiver(post_page_move)
def reorder_modules(sender: type, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """The order of the pages is the order of the modules."""
    parent = parent_page_after.specific
    if isinstance(parent, CoursePage):
        follow_order(parent.draft(), by=acting_person())


@receiver(edition_drafted)
def make_edition(sender: type, draft: Draft, by: Person | None, **kwargs: Any) -> PublishedText:
    """A page that is published has its edition, or is not published."""
    return publish(draft, by=by)


@receiver(module_withdrawn)
def take_out_of_the_course(sender: type, slug: str, by: Person | None, **kwargs: Any) -> None:
    """The course does without a module whose page is not published."""
    retire_module(slug, by=by)


@receiver(page_unpublished)
def withdraw(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail's bulk action saves a bare page, past the page type's own `save`; doing it twice changes nothing."""
    if isinstance(instance, EditionedPage) and not instance.alias_of_id:
        instance.withdraw_edition(instance.publisher())


def refuse_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page with editions is never deleted, nor is one above it."""
    if why := why_not_delete(instance):
        raise Refusal(why, code="editions")


for _kind in editioned_pages():
    pre_delete.connect(refuse_deletion, sender=_kind)


@receiver(role_granted)
def let_into_the_cms(sender: type, person: Person, role: Role, **kwargs: Any) -> None:
    """Wagtail knows people by their groups alone."""
    join_group_of(person, role=role)


@receiver(role_ended)
def keep_out_of_the_cms(sender: type, person: Person, role: Role, **kwargs: Any) -> None:
    """The end of a role ends what its group may do."""
    leave_group_of(person, role=role)

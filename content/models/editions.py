"""Pages whose publishing makes an edition.

The choke point is `save`: Wagtail publishes in several ways (the editor, bulk actions, code) and all of
them end in a save of the page with a new live revision. The edition is made in that very transaction, so
a page whose edition is refused is not published.
"""

from typing import Any, ClassVar

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from certification.selectors.reach import supporters_to_look_again
from content.drafts import Draft
from content.models.base import PortalPage
from content.phrases.reach import material
from content.signals import edition_drafted
from curriculum.enums import Change
from curriculum.models import PublishedText
from curriculum.services.editions import Publication
from portal.common.audit import acting_person
from portal.common.errors import Refusal

NO_ALIAS = _(
    "This page is published as editions, and an alias would have none: nobody could learn or sign from it. "
    "Copy it without “Alias”."
)
# What is said of one publication and of no other.
SAID_OF_ONE = ("change", "change_note", "due_on")


def change_is_known(prefix: str) -> models.CheckConstraint:
    """The constraint that closes the list of changes, for the table of one page type."""
    return models.CheckConstraint(
        condition=models.Q(change__in=Change.values), name=f"{prefix}_change_is_known"
    )


class EditionedPage(PortalPage):
    """A page that is published as numbered, immutable editions."""

    change = models.CharField(
        _("this change is"),
        max_length=10,
        choices=Change.choices,
        default=Change.MINOR,
        help_text=_(
            "Material when the meaning changed: then everybody must look again, by the date below."
        ),
    )
    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_(
            "One sentence, shown to people who must look again. Needed for a material change."
        ),
    )
    due_on = models.DateField(
        _("look again by"),
        null=True,
        blank=True,
        help_text=(
            _(
                "Needed for a material change: until this day the edition before still counts. Needed, whatever this "
                "change is, for a new module of a course that people have begun: from this day the course asks for it."
            )
        ),
    )

    # The type of edition that publishing makes, and what its editor reads before the first one.
    edition_type: ClassVar[type[PublishedText]]
    first_means: ClassVar[object]

    # The edition that this very object made when it was saved.
    edition_made: Any = None

    exclude_fields_in_copy = [*SAID_OF_ONE]

    class Meta:
        abstract = True

    def draft(self) -> Draft:
        """What publishing the page would publish."""
        raise NotImplementedError

    def withdraw_edition(self, by: Any) -> None:
        """What unpublishing means for the domain."""
        raise NotImplementedError

    def newest_edition(self) -> Any:
        """The newest edition that was made from this page, or None."""
        return self.edition_type.objects.order_by("number").last()

    def what_publishing_asks(self, parent: Page) -> str:
        """Whom publishing this page below its parent would reach, and by what choice, as sentences for its editor."""
        newest = self.newest_edition()
        if newest is None:
            return str(self.first_means)
        following = type(newest)(number=newest.number + 1)
        return material(supporters_to_look_again(following).count())

    def what_unpublishing_means(self) -> str:
        """What an editor who unpublishes the page is told; empty where nothing has to be said."""
        return ""

    def why_not_unpublish(self) -> str:
        """What keeps the page from being unpublished; empty when it can be."""
        return ""

    @classmethod
    def why_not_delete(cls, pages: models.QuerySet, *, inside: str) -> str:
        """What keeps these pages, which are `inside` a page of that title, from being deleted; empty when nothing."""
        raise NotImplementedError

    def said(self) -> Publication:
        """What its editor says of this publication."""
        return Publication(self.change, self.change_note, self.due_on)

    def begin_next_change(self) -> None:
        """Forget, in this object alone, what was said of another publication."""
        self.change, self.change_note, self.due_on = Change.MINOR, "", None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; when this publishes or unpublishes the page, make or withdraw its edition too.

        Refuses a new alias: it would show the text at an address that no learner reaches, and have no editions.
        """
        fields = kwargs.get("update_fields")
        if self.alias_of_id and self._state.adding:
            raise Refusal(str(NO_ALIAS), code="alias")
        if self.alias_of_id or (fields is not None and "live" not in fields):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            rows = type(self).objects.filter(pk=self.pk)
            before = rows.values_list("live", "live_revision_id").first()
            super().save(*args, **kwargs)
            if self.live and before != (True, self.live_revision_id):
                self.edition_made = edition_drafted.hand_over(
                    type(self), draft=self.draft(), by=self.publisher()
                )
                # The edition keeps what was said of this change; whatever is made from the page next starts as minor.
                rows.update(change=Change.MINOR, change_note="", due_on=None)
                self._forget_in_revision()
            elif before and before[0] and not self.live:
                self.withdraw_edition(self.publisher())

    def _forget_in_revision(self) -> None:
        """So that neither the editor nor a return to this revision brings back its note and its date."""
        revision = self.live_revision
        if revision is not None:
            said = {"change": Change.MINOR.value, "change_note": "", "due_on": None}
            revision.content = {**revision.content, **said}
            revision.save(update_fields=["content"])

    def publisher(self) -> Any:
        """The publisher: the acting person, else the author of the revision, else None (the portal)."""
        revision = self.live_revision
        return acting_person() or (revision.user if revision else None)


def editioned_pages() -> list[type[EditionedPage]]:
    """The page types that are published as editions."""
    return [model for model in apps.get_models() if issubclass(model, EditionedPage)]

"""Pages whose publishing makes an edition.

The choke point is `save`: Wagtail publishes in several ways (the editor, bulk actions, code) and all of
them end in a save of the page with a new live revision. The edition is made in that very transaction, so
a page whose edition is refused is not published.
"""

from typing import Any

from django.db import models, transaction
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.models.base import PortalPage
from curriculum.enums import Change
from portal.common.audit import acting_person

CHANGE_PANEL = MultiFieldPanel(
    [FieldPanel("change"), FieldPanel("change_note"), FieldPanel("due_on")],
    heading="What this publication changes",
    help_text="Asked when you publish: every publication makes an edition that never changes again.",
)


def change_is_known(prefix: str) -> models.CheckConstraint:
    """The constraint that closes the list of changes, for the table of one page type."""
    return models.CheckConstraint(
        condition=models.Q(change__in=Change.values), name=f"{prefix}_change_is_known"
    )


class EditionedPage(PortalPage):
    """A page that is published as numbered, immutable editions."""

    change = models.CharField(
        "this change is",
        max_length=10,
        choices=Change.choices,
        default=Change.MINOR,
        help_text="Material when the meaning changed: then everybody must look again, by the date below.",
    )
    change_note = models.CharField(
        "what changed",
        max_length=300,
        blank=True,
        help_text="One sentence, shown to people who must look again. Needed for a material change.",
    )
    due_on = models.DateField(
        "look again by",
        null=True,
        blank=True,
        help_text=(
            "Until this day the edition before still counts. Needed for a material change. For a new module: the day "
            "from which the course asks for it (today if empty; the change must be material)."
        ),
    )

    # The edition that this very object made when it was saved.
    edition_made: Any = None
    # What a person who unpublishes the page is told.
    unpublishing_means = ""

    class Meta:
        abstract = True

    def make_edition(self, by: Any) -> Any:
        """Make the edition of what the page says now. Refuses what could not be completed."""
        raise NotImplementedError

    def withdraw_edition(self, by: Any) -> None:
        """What unpublishing means for the domain."""
        raise NotImplementedError

    def newest_edition(self) -> Any:
        """The newest edition that was made from this page, or None."""
        raise NotImplementedError

    def why_not_unpublish(self) -> str:
        """What keeps the page from being unpublished; empty when it can be."""
        return ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; when this publishes or unpublishes the page, make or withdraw its edition too.

        An alias, which only shows another page's text, has no editions of its own.
        """
        fields = kwargs.get("update_fields")
        if self.alias_of_id or (fields is not None and "live" not in fields):
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            rows = type(self).objects.filter(pk=self.pk)
            before = rows.values_list("live", "live_revision_id").first()
            super().save(*args, **kwargs)
            if self.live and before != (True, self.live_revision_id):
                self.edition_made = self.make_edition(self.publisher())
                # The revision keeps what was said of this change; the next one starts as minor.
                rows.update(change=Change.MINOR, change_note="", due_on=None)
            elif before and before[0] and not self.live:
                self.withdraw_edition(self.publisher())

    def publisher(self) -> Any:
        """Who publishes: whoever acts now, else who wrote the revision, else None (the portal)."""
        revision = self.live_revision
        return acting_person() or (revision.user if revision else None)

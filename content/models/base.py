"""What every page of the portal has."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import CommentPanel, FieldPanel, MultiFieldPanel
from wagtail.models import Page, PagePermissionTester, PageViewRestriction

from content.enums import Confirmation
from content.phrases.verification import Notice, notices, owner_of
from content.rules.verification import Verification
from portal.common.time import today


class WhoMay(PagePermissionTester):
    """Wagtail lets whoever edits a draft delete it; here that takes the right to publish it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return "publish" in self.permissions and super().can_delete(ignore_bulk)


class PortalPage(Page):
    """A page that names the permission that its readers need.

    Who may read is the access table's business (`portal.common.permissions`), so Wagtail's own page
    privacy is off; and nothing is published by a clock, so there is no schedule.
    """

    access: ClassVar[str]

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", help_text=_("The end of the page’s address.")),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("Address and search engines"),
        )
    ]
    settings_panels = [CommentPanel()]
    private_page_options: ClassVar[list[str]] = []
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet:
        """None: the access table has been asked already (content.views.serving)."""
        return PageViewRestriction.objects.none()

    def permissions_for_user(self, user: Any) -> WhoMay:
        return WhoMay(user, self)

    def why_not_publish(self) -> str:
        """What keeps the page from being published without its form; empty when nothing does."""
        return ""


VERIFIED_ON = _(
    "When its owner last confirmed it; before that, when it was read in its source. Empty: neither."
)


class Verified(models.Model):
    """A text that somebody answers for: who, from which source, how sure, since when, until when."""

    office = models.CharField(
        "owner",
        max_length=120,
        blank=True,
        help_text=_("The office that confirms this text, for example Office of Legal Affairs."),
    )
    citation = models.TextField(blank=True, help_text=_("Where it comes from."))
    status = models.CharField(
        max_length=10, choices=Confirmation.choices, default=Confirmation.LEAD
    )
    verified_on = models.DateField(null=True, blank=True, help_text=VERIFIED_ON)
    verify_by = models.DateField(
        null=True,
        blank=True,
        help_text=_("After this day readers see that it is due for checking."),
    )

    class Meta:
        abstract = True

    @property
    def verification(self) -> Verification:
        return Verification(
            self.office, self.citation, self.status, self.verified_on, self.verify_by
        )

    @property
    def notices(self) -> list[Notice]:
        """What a reader must know before relying on the text; empty when nothing is in the way."""
        return notices(self.verification, today())

    @property
    def owner_in_words(self) -> str:
        """Who answers for the text, inside a sentence."""
        return owner_of(self.verification)


VERIFIED_PANEL = MultiFieldPanel(
    [
        FieldPanel("office"),
        FieldPanel("citation"),
        FieldPanel("status"),
        FieldPanel("verified_on"),
        FieldPanel("verify_by"),
    ],
    heading=_("Who confirms it"),
)

"""The charter as an editor writes it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from content.blocks import BodyBlock
from content.drafts import TextDraft
from content.models.base import PortalPage
from content.models.editions import EditionedPage, change_is_known
from content.models.program import InProgram
from curriculum.content import content_hash
from curriculum.models.editions.charter import CharterEdition
from portal.common.errors import Refusal


class CharterPage(InProgram, EditionedPage):
    """The program's charter. Publishing makes an edition."""

    access = "site.visit"
    edition_type = CharterEdition
    first_means = gettext_lazy("This is the first edition of the charter.")

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["content.ProgramIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    template = "content/program_page.html"

    class Meta:
        verbose_name = gettext_lazy("charter")
        constraints = [change_is_known("charter_page")]

    def draft(self) -> TextDraft:
        """What publishing the page would publish."""
        text = {"title": self.title, "html": str(self.body)}
        return TextDraft(CharterEdition(**text, content_hash=content_hash(text)), self.said())

    @classmethod
    def why_not_delete(cls, pages: models.QuerySet, *, inside: str) -> str:
        """Editions stay on record."""
        if pages.exists() and CharterEdition.objects.exists():
            return _("“%(inside)s” holds the charter, so it stays.") % {"inside": inside}
        return ""

    def withdraw_edition(self, by: Any) -> None:
        raise Refusal(self.why_not_unpublish(), code="charter")

    def why_not_unpublish(self) -> str:
        return _("The charter stays published. Change it and publish it again.")

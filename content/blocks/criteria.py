"""The entries of "Report or refer": when a conversation does not stay where it was."""

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.rich_text import RichText

from content.blocks.formats import SHORT
from content.blocks.guidance import CARE_LEVELS
from content.enums import Confirmation
from content.phrases.verification import Notice, flaw_in_words, notices, owner_of
from content.rules.verification import Verification
from portal.common.time import today


class CriterionValue(blocks.StructValue):
    """An entry as the template reads it."""

    @property
    def verification(self) -> Verification:
        said = (self["office"], self["citation"], self["status"])
        return Verification(*said, self["verified_on"], self["verify_by"])

    @property
    def notices(self) -> list[Notice]:
        """What a reader must know before relying on the entry."""
        return notices(self.verification, today())

    @property
    def owner_in_words(self) -> str:
        """Who answers for the entry, inside a sentence."""
        return owner_of(self.verification)

    @property
    def level_text(self) -> str:
        return {
            "immediate": _("Now"),
            "urgent": _("The same day"),
            "non-urgent": _("Not urgent"),
        }[self["level"]]


class CriterionBlock(blocks.StructBlock):
    """One situation: what it is, whom to tell, by when, and who answers for the entry."""

    title = blocks.CharBlock(max_length=120)
    slug = blocks.RegexBlock(
        regex=r"^[a-z0-9-]+$",
        error_messages={"invalid": gettext_lazy("Use small letters, digits and hyphens.")},
        help_text=gettext_lazy(
            "The end of the entry’s address. Do not change it: other pages link here."
        ),
    )
    level = blocks.ChoiceBlock(choices=CARE_LEVELS, default="urgent")
    what_html = blocks.RichTextBlock(features=SHORT, label=gettext_lazy("What it is"))
    who_to_tell = blocks.TextBlock(rows=2)
    by_when = blocks.CharBlock(max_length=160)
    office = blocks.CharBlock(
        max_length=120,
        label=gettext_lazy("Owner"),
        help_text=gettext_lazy("The office that confirms this entry."),
    )
    citation = blocks.TextBlock(required=False, rows=2)
    status = blocks.ChoiceBlock(choices=Confirmation.choices, default=Confirmation.LEAD)
    verified_on = blocks.DateBlock(
        required=False,
        help_text=gettext_lazy(
            "When its owner last confirmed it; before that, when it was read in its source."
        ),
    )
    verify_by = blocks.DateBlock(
        required=False,
        help_text=gettext_lazy("After this day the page says that it is due for checking."),
    )

    def clean(self, value: Any) -> Any:
        """Refuse, when the page is published, an entry that nobody answers for or whose days cannot be."""
        cleaned = super().clean(value)
        found = list(cleaned.verification.flaws(today()))
        if found and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {flaw.field: ValidationError(flaw_in_words(flaw)) for flaw in found}
            )
        return cleaned

    class Meta:
        icon = "warning"
        label = gettext_lazy("Situation")
        description = gettext_lazy(
            "A situation in which to report or refer: whom to tell, and by when."
        )
        template = "content/blocks/criterion.html"
        label_format = "{title}"
        value_class = CriterionValue
        preview_value = {
            "title": "Danger to self or others",
            "slug": "danger",
            "level": "immediate",
            "what_html": RichText("<p>Your colleague speaks of not being safe.</p>"),
            "who_to_tell": "Call or text 988 together. If the danger is now, call 911.",
            "by_when": "Now, before the conversation ends",
            "office": "Office of Legal Affairs",
            "citation": "",
            "status": Confirmation.SEEN,
            "verified_on": None,
            "verify_by": None,
        }


class CriteriaBlock(blocks.StreamBlock):
    """The entries, each with an address of its own on the page."""

    criterion = CriterionBlock()

    def clean(self, value: Any) -> Any:
        """Refuse, when the page is published, a second entry with the same address: nobody could link to it."""
        cleaned = super().clean(value)
        slugs = Counter(block.value["slug"] for block in cleaned)
        twice = [index for index, block in enumerate(cleaned) if slugs[block.value["slug"]] > 1]
        if twice and not self.is_deferred_validation:
            same = _("Another entry on this page has this address. Choose one of its own.")
            raise blocks.StreamBlockValidationError(
                {
                    index: blocks.StructBlockValidationError({"slug": ValidationError(same)})
                    for index in twice
                }
            )
        return cleaned

    class Meta:
        required = False

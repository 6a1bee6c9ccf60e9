"""Forms of the CMS: what an editor is told, at the field, before a publication is tried.

A draft is always saved. Wagtail defers validation for drafts and previews (`is_deferred_validation`); what
is checked here is checked when the page is to be published.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from content.blocks.rendering import edition_content
from content.cms.form_errors import at_fields
from content.phrases.verification import flaw_in_words
from content.rules.verification import Verification
from content.selectors.prerequisites import why_not_after
from curriculum.enums import Change
from curriculum.models import Edition
from curriculum.rules.completeness import problems
from curriculum.selectors.courses import has_begun
from curriculum.services.editions import NOTICE
from portal.common.time import today

FIELDS = ("title", "summary", "minutes", "pass_mark")
STREAMS = ("outcomes", "sources", "competences", "parts")


class AsksWhoAnswers:
    """A form of a text that somebody answers for. A page's draft is saved without; a resource has no drafts."""

    def clean(self) -> dict[str, Any]:
        """Refuse what `Verification.flaws` names, at its field."""
        cleaned = super().clean()  # type: ignore[misc]
        if not getattr(self, "is_deferred_validation", False):
            fields = Verification._fields
            said = {name: cleaned.get(name, getattr(self.instance, name)) for name in fields}  # type: ignore[attr-defined]
            for flaw in Verification(**said).flaws(today()):
                if flaw.field not in self.errors:  # type: ignore[attr-defined]
                    self.add_error(flaw.field, flaw_in_words(flaw))  # type: ignore[attr-defined]
        return cleaned


class VerifiedPageForm(AsksWhoAnswers, WagtailAdminPageForm):
    """A page of guidance."""


class ResourceForm(AsksWhoAnswers, WagtailAdminModelForm):
    """A referral resource."""


class EditionedPageForm(WagtailAdminPageForm):
    """Asks what a publication changes."""

    def has_edition(self) -> bool:
        return self.instance.newest_edition() is not None

    def needs_notice(self) -> bool:
        """Whether the first edition needs a day, because it is new to people who are under way."""
        return False

    def clean(self) -> dict[str, Any]:
        """Ask for a note and a date of a material change, and of a first edition for a date where it needs one."""
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        first, due_on = not self.has_edition(), cleaned.get("due_on")
        material = cleaned.get("change") == Change.MATERIAL
        if material and not first and not cleaned.get("change_note"):
            self.add_error("change_note", _("Say in one sentence what changed."))
        if "due_on" not in self.errors and (why := self._day_problem(due_on, first, material)):
            self.add_error("due_on", why)
        return cleaned

    def _day_problem(self, due_on: dt.date | None, first: bool, material: bool) -> str:
        # A minor change of a published page has no day; one that brings the page back may have one.
        if due_on is not None:
            counts = first or material or not self.instance.live
            return _("Choose today or a later day.") if counts and due_on < today() else ""
        if material and not first:
            return _("Choose the day by which people look again.")
        return str(NOTICE) if first and self.needs_notice() else ""


class ModulePageForm(EditionedPageForm):
    def has_edition(self) -> bool:
        # A page that is being made has its address from the form alone.
        slug = self.instance.slug or self.cleaned_data.get("slug")
        return Edition.objects.filter(module__slug=slug).exists()

    def needs_notice(self) -> bool:
        course = self.parent_page.specific.course()
        return course is not None and has_begun(course)

    def clean(self) -> dict[str, Any]:
        """Refuse, at each field and block, what would keep a person from completing the module."""
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        # What Wagtail refused already has no value; its own messages stand at it.
        refused = set(self.errors)
        values = {**dict.fromkeys(FIELDS), **dict.fromkeys(STREAMS, ()), **cleaned}
        slug = cleaned.get("slug") or self.instance.slug
        content = edition_content(slug, values)
        if before := cleaned.get("prerequisite"):
            course = self.parent_page.specific.course()
            why = why_not_after(course, slug=slug, title=content.title, prerequisite=before.slug)
            if why:
                self.add_error("prerequisite", why)
        if "parts" in refused:
            refused.add("minutes")
        for field, error in at_fields(problems(content), values["parts"]):
            if field not in refused:
                self.add_error(field, error)
        return cleaned


class ExpectationsPageForm(EditionedPageForm):
    def clean(self) -> dict[str, Any]:
        """Refuse an empty text: what is signed says something."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field in ("intro", "items", "meaning"):
                if field in cleaned and not cleaned[field]:
                    self.add_error(field, ValidationError(_("Write something here: it is signed.")))
        return cleaned

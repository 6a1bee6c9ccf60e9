"""Forms of the CMS: what an editor is told, at the field, before a publication is tried.

A draft is always saved. Wagtail defers validation for drafts and previews (`is_deferred_validation`); what
is checked here is checked when the page is to be published.
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.pages import WagtailAdminPageForm

from content.completeness import edition_content, module_problems
from content.form_errors import at_fields
from content.verification import Verification
from curriculum.enums import Change
from curriculum.models import Course, Edition, ExpectationsEdition
from curriculum.selectors.courses import prerequisites_of
from portal.common.time import today

FIELDS = ("title", "summary", "minutes", "pass_mark")
STREAMS = ("outcomes", "sources", "competences", "sections", "questions")


class VerifiedPageForm(WagtailAdminPageForm):
    """Asks who answers for the text."""

    def clean(self) -> dict[str, Any]:
        """Refuse what `Verification.problems` names, at its field."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            fields = Verification._fields
            said = {name: cleaned.get(name, getattr(self.instance, name)) for name in fields}
            for field, message in Verification(**said).problems():
                if field not in self.errors:
                    self.add_error(field, message)
        return cleaned


class EditionedPageForm(WagtailAdminPageForm):
    """Asks what a publication changes."""

    def has_edition(self) -> bool:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Ask for a note and a date of a material change; the first edition needs neither."""
        cleaned = super().clean()
        if self.is_deferred_validation or cleaned.get("change") != Change.MATERIAL:
            return cleaned
        if self.has_edition():
            if not cleaned.get("change_note"):
                self.add_error("change_note", "Say in one sentence what changed.")
            if not cleaned.get("due_on"):
                self.add_error("due_on", "Choose the day by which people look again.")
        if cleaned.get("due_on") and cleaned["due_on"] < today():
            self.add_error("due_on", "Choose today or a later day.")
        return cleaned


class ModulePageForm(EditionedPageForm):
    def has_edition(self) -> bool:
        return Edition.objects.filter(module__slug=self.instance.slug).exists()

    def clean(self) -> dict[str, Any]:
        """Refuse, at each field and block, what would keep a person from completing the module."""
        cleaned = super().clean()
        if self.is_deferred_validation:
            return cleaned
        # What Wagtail refused already has no value; its own messages stand at it.
        refused = set(self.errors)
        values = {**dict.fromkeys(FIELDS), **dict.fromkeys(STREAMS, ()), **cleaned}
        slug = cleaned.get("slug") or self.instance.slug
        before = cleaned.get("prerequisite")
        course = Course.objects.order_by("pk").first()
        found = module_problems(
            slug,
            edition_content(slug, values),
            check_minutes=cleaned.get("check_minutes"),
            prerequisite=before.slug if before else None,
            prerequisites=prerequisites_of(course) if course else {},
        )
        if "sections" in refused:
            refused.add("minutes")
        for field, error in at_fields(found, values):
            if field not in refused:
                self.add_error(field, error)
        return cleaned


class ExpectationsPageForm(EditionedPageForm):
    def has_edition(self) -> bool:
        return ExpectationsEdition.objects.exists()

    def clean(self) -> dict[str, Any]:
        """Refuse an empty text: what is signed says something."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for field in ("intro", "items", "meaning"):
                if field in cleaned and not cleaned[field]:
                    self.add_error(field, ValidationError("Write something here: it is signed."))
        return cleaned

"""Copying pages that are published as editions: what Wagtail's form must not offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from content.models import CoursePage
from content.models.editions import NO_ALIAS
from curriculum.selectors.courses import has_begun

NO_DAY = _(
    "People have begun this course, so a new module needs the day from which it is asked for. Copy it as a draft, "
    "then open the copy, choose that day and publish it."
)


class EditionedCopyForm(CopyForm):
    """Offers no alias, and publishes no copy that needs a day first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        """Refuse an alias that was asked for all the same, and to publish a copy into a course that has begun."""
        cleaned = super().clean()
        if self.data.get("alias"):
            # Wagtail's page of this form shows no errors but those of its fields.
            self.add_error("new_slug", NO_ALIAS)
        if cleaned.get("publish_copies") and self._has_begun(cleaned.get("new_parent_page")):
            self.add_error("publish_copies", NO_DAY)
        return cleaned

    def _has_begun(self, parent: Page | None) -> bool:
        """Whether people have begun the course that the copy would join."""
        into = (parent or self.page.get_parent()).specific
        course = into.course() if isinstance(into, CoursePage) else None
        return course is not None and has_begun(course)

"""The course as an editor arranges it: the order of its pages is the order of its modules."""

from django.db import models
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel

from content.drafts import CourseDraft
from content.models.base import PortalPage
from curriculum.models import Course


class CoursePage(PortalPage):
    """The course. The order of its pages in the tree is the order of the modules."""

    access = "training.learn"

    intro = models.TextField(
        max_length=600, blank=True, help_text=gettext_lazy("Shown to editors only.")
    )
    # What the course is called in the records; it stays when the page gets another address.
    course_slug = models.SlugField(unique=True, blank=True, editable=False)

    parent_page_types = ["content.HomePage"]
    exclude_fields_in_copy = ["course_slug"]
    page_description = gettext_lazy("The course: its pages are its modules, in their order.")
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    admin_default_ordering = "ord"
    template = "content/course_preview.html"

    class Meta:
        verbose_name = gettext_lazy("course")

    def clean(self) -> None:
        """A new course is called in the records by the address that its page has first."""
        super().clean()
        self.course_slug = self.course_slug or self.slug

    def draft(self) -> CourseDraft:
        """The course and the order of its modules, as the tree has them."""
        order = self.get_children().order_by("path").values_list("slug", flat=True)
        return CourseDraft(self.course_slug, self.title, list(order))

    def course(self) -> Course | None:
        """The course whose modules are the pages below; None while nothing of it is published."""
        return Course.objects.filter(slug=self.course_slug).first()

"""Where else a colleague can turn."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from content.enums import Confirmation
from content.models.base import PortalPage, Verified
from content.phrases.verification import CANNOT_BE_CALLED
from content.rules.verification import can_be_called
from portal.common.audit import Kept, Trail


class ReferralResource(Verified, index.Indexed, Kept):
    """A service to which a supporter refers. It is never deleted: what is over is no longer shown."""

    slug = models.SlugField(
        unique=True, help_text=gettext_lazy("A short name for links. Do not change it.")
    )
    name = models.CharField(max_length=160)
    what = models.CharField(
        max_length=300, help_text=gettext_lazy("What it is for, in one sentence.")
    )
    phone = models.CharField(
        max_length=40, blank=True, help_text=gettext_lazy("For example 303-724-4987.")
    )
    hours = models.CharField(max_length=160, blank=True)
    web = models.URLField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy(
            "The service that does this now. Old pages and posters may still list this one."
        ),
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text=gettext_lazy("Low numbers come first.")
    )
    shown = models.BooleanField(default=True, help_text=gettext_lazy("Readers see it."))

    history = Trail()

    search_fields = [index.SearchField("name"), index.SearchField("what")]

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Confirmation.values), name="resource_status_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        """The address behind the number: "tel:988", "tel:+13037244987"; empty without a number."""
        digits = re.sub(r"\D", "", self.phone)
        if not digits:
            return ""
        if len(digits) == 10:
            return f"tel:+1{digits}"
        return f"tel:+{digits}" if len(digits) == 11 else f"tel:{digits}"

    def clean(self) -> None:
        """Refuse a merged service that names no successor or itself, and a number that cannot be called."""
        super().clean()
        errors = {}
        if self.phone and not can_be_called(self.phone):
            errors["phone"] = str(CANNOT_BE_CALLED)
        if self.status == Confirmation.MERGED and self.merged_into_id is None:
            errors["merged_into"] = _("Choose the service that does this now.")
        if self.merged_into_id is not None and self.merged_into_id == self.pk:
            errors["merged_into"] = _("Choose another service than this one.")
        if errors:
            raise ValidationError(errors)


class ResourcesPage(PortalPage):
    """The referral resources, for a thumb on a phone."""

    access = "site.visit"

    intro = models.TextField(max_length=600, blank=True)

    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = gettext_lazy("The list of referral resources (edited under Snippets).")
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    template = "content/resources.html"

    class Meta:
        verbose_name = gettext_lazy("resources")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        resources = ReferralResource.objects.filter(shown=True).select_related("merged_into")
        return {**super().get_context(request, *args, **kwargs), "resources": resources}

"""Which texts are due for checking soon, or were never confirmed."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from content.models import GuidancePage, ReferralResource, ReportOrReferPage
from portal.common.time import today

SOON = dt.timedelta(days=60)


class Due(NamedTuple):
    """A text that somebody should look at; `by` None: without a date."""

    title: str
    kind: str
    office: str
    by: dt.date | None
    confirmed: bool
    url: str

    @property
    def overdue(self) -> bool:
        return self.by is not None and self.by < today()


def due_for_checking() -> list[Due]:
    """Texts whose verify-by date lies within 60 days or behind us, and those never confirmed, by date."""
    wanted = Q(verify_by__lte=today() + SOON) | Q(verified_on__isnull=True)
    pages = GuidancePage.objects.live().filter(wanted).defer("body")
    resources = ReferralResource.objects.filter(wanted, shown=True)
    found = [
        Due(
            page.title,
            "Guidance",
            page.office,
            page.verify_by,
            page.verified_on is not None,
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
        for page in pages
    ]
    found += [
        Due(
            resource.name,
            "Resource",
            resource.office,
            resource.verify_by,
            resource.verified_on is not None,
            reverse("wagtailsnippets_content_referralresource:edit", args=[resource.pk]),
        )
        for resource in resources
    ]
    found += _criteria_due()
    return sorted(found, key=lambda due: (due.by or dt.date.max, due.title))


def _criteria_due() -> list[Due]:
    latest = today() + SOON
    return [
        Due(
            block.value["title"],
            "Report or refer",
            block.value["office"],
            block.value["verify_by"],
            block.value["verified_on"] is not None,
            reverse("wagtailadmin_pages:edit", args=[page.pk]) + f"#block-{block.id}-section",
        )
        for page in ReportOrReferPage.objects.live()
        for block in page.criteria
        if block.value["verified_on"] is None
        or (block.value["verify_by"] is not None and block.value["verify_by"] <= latest)
    ]

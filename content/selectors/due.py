"""Which texts are due for checking soon, or are not confirmed by their owner."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from content.enums import Confirmation
from content.models import GuidancePage, ReferralResource, ReportOrReferPage
from content.rules.verification import Verification
from portal.common.time import today

SOON = dt.timedelta(days=60)


class Due(NamedTuple):
    """A text that somebody should look at."""

    title: str
    kind: str
    verification: Verification
    url: str

    @property
    def by(self) -> dt.date | None:
        """Until when; None: without a date."""
        return self.verification.verify_by

    @property
    def overdue(self) -> bool:
        return self.by is not None and self.by < today()

    @property
    def confirmed(self) -> bool:
        return self.verification.confirmed


def due_for_checking() -> list[Due]:
    """Texts whose verify-by date lies within 60 days or behind us, and those that their owner has not confirmed.

    By date, then by title.
    """
    wanted = (
        Q(verify_by__lte=today() + SOON)
        | Q(verified_on__isnull=True)
        | ~Q(status=Confirmation.CONFIRMED)
    )
    found = [
        _due(page, _("Guidance"), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in GuidancePage.objects.live().filter(wanted).defer("body")
    ]
    edit = "wagtailsnippets_content_referralresource:edit"
    found += [
        _due(resource, _("Resource"), reverse(edit, args=[resource.pk]))
        for resource in ReferralResource.objects.filter(wanted, shown=True)
    ]
    found += _criteria_due()
    return sorted(found, key=lambda due: (due.by or dt.date.max, due.title))


def _due(text: Any, kind: str, url: str) -> Due:
    return Due(str(text), kind, text.verification, url)


def _criteria_due() -> list[Due]:
    latest = today() + SOON
    every = [
        Due(
            block.value["title"],
            _("Report or refer"),
            block.value.verification,
            reverse("wagtailadmin_pages:edit", args=[page.pk]) + f"#block-{block.id}-section",
        )
        for page in ReportOrReferPage.objects.live()
        for block in page.criteria
    ]
    return [due for due in every if not due.confirmed or (due.by is not None and due.by <= latest)]

"""Publishing and unpublishing several pages at once: each says what it did, or none is done."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.models import Page

from content.models.base import PortalPage
from content.models.editions import EditionedPage
from content.selectors.reach import what_publication_did
from portal.common.errors import Refusal


class OneByOne:
    """Tells of each page what was done, and brings the editor back into the CMS where one is refused."""

    request: Any
    # Which pages below the chosen ones are meant, too.
    below_live: ClassVar[bool]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: list[str] = []

    def get_execution_context(self) -> dict[str, Any]:
        context = super().get_execution_context()  # type: ignore[misc]
        return {**context, "told": self.told, "may": self.check_perm}  # type: ignore[attr-defined]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            # One transaction: where one page is refused, none is done.
            response = super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            messages.error(
                self.request, _("%(refusal)s No page was changed.") % {"refusal": refusal.message}
            )
            back = get_valid_next_url_from_request(self.request)
            return redirect(back or "wagtailadmin_home")
        for text in self.told:
            messages.info(self.request, text)
        return response

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        *,
        include_descendants: bool = False,
        user: Any = None,
        told: list[str] | None = None,
        may: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Go through the pages in the order of the tree: a module finds its prerequisite published before it."""
        chosen = {page.pk: page for page in sorted(objects, key=lambda page: page.path)}
        pages = dict(chosen)
        if include_descendants:
            below = [p for page in chosen.values() for p in page.get_descendants().order_by("path")]
            wanted = [page for page in below if page.live == cls.below_live]
            pages |= {page.pk: page for page in wanted if may is None or may(page)}
        for page in pages.values():
            with naming(page):
                said = cls.act(page.specific, user)
            if said and told is not None:
                told.append(f"“{page.title}”: {said}")
        return len(chosen), len(pages) - len(chosen)

    @classmethod
    def act(cls, page: Page, user: Any) -> str:
        """Do it to one page, and say what it did."""
        raise NotImplementedError


class PublishPages(OneByOne, PublishBulkAction):
    below_live = False

    @classmethod
    def act(cls, page: Page, user: Any) -> str:
        revision = page.get_latest_revision() or page.save_revision(user=user)
        draft = revision.as_object()
        if isinstance(draft, PortalPage) and (why := draft.why_not_publish()):
            raise Refusal(why, code="incomplete")
        if not isinstance(page, EditionedPage):
            revision.publish(user=user)
            return ""
        before = page.newest_edition()
        revision.publish(user=user)
        return what_publication_did(before, page.newest_edition())


class UnpublishPages(OneByOne, UnpublishBulkAction):
    below_live = True

    @classmethod
    def act(cls, page: Page, user: Any) -> str:
        said = (
            page.what_unpublishing_means() if isinstance(page, EditionedPage) and page.live else ""
        )
        page.unpublish(user=user)
        return said


@contextmanager
def naming(page: Page) -> Iterator[None]:
    """Name the page in what is refused: among several nobody knows which one it was."""
    try:
        yield
    except Refusal as refusal:
        raise Refusal(
            f"“{page.title}”: {refusal.message}", code=refusal.code, field=refusal.field
        ) from refusal

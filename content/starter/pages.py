"""Bringing pages of the starter program into the tree."""

from typing import Any

from wagtail.models import Page

from content.starter.records import Records


class Pages:
    """Loads pages: created and published when missing, brought up to date while nobody has edited them."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def bring(
        self,
        kind: str,
        model: type[Page],
        parent: Page,
        slug: str,
        title: str,
        text: Any,
        **fields: Any,
    ) -> Page:
        """One page under `parent`; `text` is the starter text that the fields were made from.

        Returns the page as it is now, which may be an editor's. A page that was removed here stays
        removed, and everything below it is left out by raising `Gone`.
        """

        def write(found: Page | None) -> Page:
            values = {"title": title, "draft_title": title, **fields}
            if found is None:
                page = model(slug=slug, live=False, **values)
                parent.add_child(instance=page)
            else:
                page = found.get_latest_revision_as_object()
                for name, value in values.items():
                    setattr(page, name, value)
            page.save_revision().publish()
            return page

        found = model.objects.child_of(parent).filter(slug=slug).first()
        key = f"{parent.url_path.split('/', 2)[2]}{slug}" if parent.depth > 1 else "/"
        page = self.records.bring(kind, key, text, found, write)
        if page is None:
            raise Gone(slug)
        return page


class Gone(Exception):
    """A page of the starter program was removed here, and is left removed."""

"""What Wagtail's own pages say our way."""

from django import template
from wagtail.models import Page

from content.models.editions import EditionedPage

register = template.Library()


@register.simple_tag
def unpublishing_means(page: Page) -> str:
    """What an editor who unpublishes the page is told; empty where nothing has to be said."""
    return page.what_unpublishing_means() if isinstance(page, EditionedPage) else ""

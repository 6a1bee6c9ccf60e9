"""How pages are edited: with which form, and with which panels beside those of their own fields."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from content.cms.copying import EditionedCopyForm
from content.cms.forms import (
    EditionedPageForm,
    ExpectationsPageForm,
    ModulePageForm,
    VerifiedPageForm,
)
from content.models import ExpectationsPage, GuidancePage, ModulePage
from content.models.base import PortalPage
from content.models.editions import EditionedPage, editioned_pages


class ReachPanel(Panel):
    """Says, before anybody publishes, how many supporters it would reach."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/cms/reach_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {"reach": self.instance.what_publishing_asks(self.form.parent_page)}


CHANGE_PANEL = MultiFieldPanel(
    [ReachPanel(), FieldPanel("change"), FieldPanel("change_note"), FieldPanel("due_on")],
    heading=_("What this publication changes"),
    help_text=_(
        "Asked when you publish: every publication makes an edition that never changes again."
    ),
)


def edit(page_type: type[PortalPage], form: type[WagtailAdminPageForm], *panels: Panel) -> None:
    """Let Wagtail edit a type of page with this form, and these panels after its own. Pages know nothing of forms."""
    page_type.base_form_class = form
    page_type.content_panels = [*page_type.content_panels, *panels]


EditionedPage.copy_form_class = EditionedCopyForm
edit(GuidancePage, VerifiedPageForm)
FORMS = {ModulePage: ModulePageForm, ExpectationsPage: ExpectationsPageForm}
for _kind in editioned_pages():
    edit(_kind, FORMS.get(_kind, EditionedPageForm), CHANGE_PANEL)

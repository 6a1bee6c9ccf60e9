"""Forms of the CMS: what an editor is told, at the field, before a publication is tried."""

from wagtail.admin.forms.pages import WagtailAdminPageForm


class ModulePageForm(WagtailAdminPageForm):
    pass


class ExpectationsPageForm(WagtailAdminPageForm):
    pass

"""What is edited in the CMS and is not a page: referral resources, and the statements that leaders sign."""

from typing import Any

from django.http import HttpResponse
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from certification.models import Statement
from certification.services.policy import put_statement_in_use
from content.models import ReferralResource
from content.models.base import VERIFIED_PANEL
from portal.common.errors import Refusal
from portal.common.forms import attach


class KeptPolicy(ModelPermissionPolicy):
    """Records that nobody deletes, superusers included."""

    refused = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, [a for a in actions if a not in self.refused])

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


class FrozenPolicy(KeptPolicy):
    """Records that never change: a new version is made beside them."""

    refused = frozenset({"delete", "change"})


class ReferralResourceViewSet(SnippetViewSet):
    model = ReferralResource
    icon = "help"
    menu_label = "Resources"
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "phone", "get_status_display", "office", "verify_by", "shown"]
    list_filter = ["status", "shown"]
    search_fields = ["name", "what"]
    ordering = ["position", "name"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("what"),
        FieldPanel("phone"),
        FieldPanel("hours"),
        FieldPanel("web"),
        FieldPanel("note"),
        FieldPanel("merged_into"),
        FieldPanel("position"),
        FieldPanel("shown"),
        VERIFIED_PANEL,
    ]

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return KeptPolicy(self.model)


class StatementForm(WagtailAdminModelForm):
    """A new version; its number follows by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "text"
        ].help_text = (
            "May name {person}, {section}, {signer}, {date} and, in an endorsement, {certificate}."
        )

    def save(self, commit: bool = True) -> Statement:
        """Make the version by the service, which may refuse."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "meaning")}
        self.instance = put_statement_in_use(by=self.for_user, **said)
        return self.instance


class NewStatementView(CreateView):
    def form_valid(self, form: StatementForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            attach(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class StatementViewSet(SnippetViewSet):
    model = Statement
    icon = "edit"
    menu_label = "Statements"
    menu_order = 260
    add_to_admin_menu = True
    add_view_class = NewStatementView
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["kind", "number", "text", "meaning", "made_at"]
    list_display = ["__str__", "meaning", "made_at"]
    ordering = ["kind", "-number"]
    edit_handler = ObjectList(
        [FieldPanel("kind"), FieldPanel("text"), FieldPanel("meaning")],
        base_form_class=StatementForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return FrozenPolicy(self.model)

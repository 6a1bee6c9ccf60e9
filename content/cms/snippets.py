"""What is edited in the CMS and is not a page: referral resources, and the statements that leaders sign."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, InspectView, SnippetViewSet

from certification.models import Statement
from certification.services.policy import put_statement_in_use
from content.cms.forms import ResourceForm
from content.enums import Confirmation
from content.models import ReferralResource
from content.models.base import VERIFIED_PANEL
from portal.common.errors import Refusal
from portal.common.forms import attach
from portal.common.words import stamp


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


def _shown(resource: ReferralResource) -> str:
    return _("Yes") if resource.shown else _("No")


class ResourceFilter(WagtailFilterSet):
    status = ChoiceFilter(label=gettext_lazy("How sure"), choices=Confirmation.choices)
    shown = ChoiceFilter(
        label=gettext_lazy("Shown to readers"),
        choices=[("True", gettext_lazy("Yes")), ("False", gettext_lazy("No"))],
    )

    class Meta:
        model = ReferralResource
        fields = ["status", "shown"]


class ReadResourceView(InspectView):
    page_title = gettext_lazy("Read")

    def get_shown_display_value(self) -> str:
        return _shown(self.object)

    def get_merged_into_display_value(self) -> str:
        return str(self.object.merged_into or _("No other service"))

    def get_field_label(self, field_name: str, field: Any) -> str:
        labels = {"shown": _("Shown to readers"), "status": _("How sure")}
        return labels.get(field_name) or super().get_field_label(field_name, field)


class ReferralResourceViewSet(SnippetViewSet):
    model = ReferralResource
    icon = "help"
    menu_label = gettext_lazy("Resources")
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "name",
        "phone",
        Column(
            "status",
            label=gettext_lazy("How sure"),
            accessor="get_status_display",
            sort_key="status",
        ),
        Column("office", label=gettext_lazy("Owner"), sort_key="office"),
        "verify_by",
        Column("shown", label=gettext_lazy("Shown to readers"), accessor=_shown, sort_key="shown"),
    ]
    filterset_class = ResourceFilter
    inspect_view_enabled = True
    inspect_view_class = ReadResourceView
    inspect_view_fields = [
        "name",
        "what",
        "phone",
        "hours",
        "web",
        "note",
        "merged_into",
        "shown",
        "office",
        "citation",
        "status",
        "verified_on",
        "verify_by",
    ]
    search_fields = ["name", "what"]
    ordering = ["position", "name"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
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
        ],
        base_form_class=ResourceForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return KeptPolicy(self.model)


PLACEHOLDERS_HELP = gettext_lazy(
    "Names {person}, {section}, {signer} and {date}, and, in an endorsement, {certificate}: each is filled in."
)


class StatementForm(WagtailAdminModelForm):
    """A new version; its number follows by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = PLACEHOLDERS_HELP

    def save(self, commit: bool = True) -> Statement:
        """Make the version by the service, which may refuse."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "meaning")}
        self.instance = put_statement_in_use(by=self.for_user, **said)
        return self.instance


class NewStatementView(CreateView):
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: StatementForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            attach(form, refusal)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_message(self, instance: Statement) -> str:
        kind = instance.get_kind_display().lower()
        return _(
            "Version %(number)s of “%(kind)s” is in use: it is what leaders sign from now on."
        ) % {"number": instance.number, "kind": kind}

    def get_success_buttons(self) -> list:
        """No way to an edit page: a version never changes."""
        address = reverse("wagtailsnippets_certification_statement:inspect", args=[self.object.pk])
        return [messages.button(address, _("Read it"))]


class ReadStatementView(InspectView):
    page_title = gettext_lazy("Read")

    def get_in_use_display_value(self) -> str:
        return _in_use(versions_with_newest().get(pk=self.object.pk))

    def get_made_at_display_value(self) -> str:
        return stamp(self.object.made_at)

    def get_field_label(self, field_name: str, field: Any) -> str:
        labels = {"number": _("Version"), "made_at": _("Made on"), "in_use": _("In use")}
        return labels.get(field_name) or super().get_field_label(field_name, field)


def versions_with_newest() -> QuerySet[Statement]:
    """Every version, with the number of its kind's newest."""
    newest = Statement.objects.filter(kind=OuterRef("kind")).order_by("-number").values("number")
    return Statement.objects.annotate(newest=Subquery(newest[:1]))


def _in_use(statement: Any) -> str:
    return _("In use") if statement.number == statement.newest else _("Replaced")


class StatementViewSet(SnippetViewSet):
    model = Statement
    icon = "edit"
    menu_label = gettext_lazy("Statements")
    menu_order = 260
    add_to_admin_menu = True
    add_view_class = NewStatementView
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = ReadStatementView
    inspect_view_fields = ["kind", "number", "in_use", "text", "meaning", "made_at"]
    list_display = [
        "__str__",
        Column("in_use", label=gettext_lazy("In use"), accessor=_in_use),
        Column("meaning", label=gettext_lazy("What signing it means")),
        Column("made_at", label=gettext_lazy("Made on"), sort_key="made_at"),
    ]
    ordering = ["kind", "-number"]
    edit_handler = ObjectList(
        [FieldPanel("kind"), FieldPanel("text"), FieldPanel("meaning")],
        base_form_class=StatementForm,
    )

    @property
    def permission_policy(self) -> ModelPermissionPolicy:
        return FrozenPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        return versions_with_newest()

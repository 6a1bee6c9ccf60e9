"""The history of all records, for the coordinator. It is shown among the editing rooms, whose look it has."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.widgets import AdminDateInput

from portal.common.access import access
from portal.common.history.selectors import history_page, kinds


class HistoryFilter(forms.Form):
    """Which part of the history."""

    who = forms.CharField(required=False, max_length=100, label=_("Who did it"))
    kind = forms.ChoiceField(required=False, label=_("Kind of record"))
    since = forms.DateField(required=False, label=_("From"), widget=AdminDateInput)
    until = forms.DateField(required=False, label=_("Until"), widget=AdminDateInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["kind"].choices = [("", _("All")), *kinds()]  # type: ignore[attr-defined]


@access("history.read")
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The newest changes first, filtered by person, kind and days; a filter that cannot be read filters nothing."""
    form = HistoryFilter(request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    page, entries = history_page(request.GET.get("page"), **chosen)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "common/history.html",
        {
            "form": form,
            "page": page,
            "entries": entries,
            "query": query.urlencode(),
            "page_title": _("History"),
            "header_title": _("History"),
            "header_icon": "history",
            "breadcrumbs_items": [{"url": "", "label": _("History")}],
        },
    )

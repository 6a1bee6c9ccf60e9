"""What narrows a list. A filter never refuses: what it does not know narrows nothing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from certification.enums import Standing
from portal.sections.models import Campus, Section


class Filter(forms.Form):
    """A form that is sent by GET; `chosen` are the values that it understands."""

    def chosen(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DirectoryFilter(Filter):
    """Campus and name in the list of supporters; a section comes by a link from its own page."""

    campus = forms.ChoiceField(label=_("Campus"), required=False)
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    section = forms.CharField(widget=forms.HiddenInput, max_length=50, required=False)

    def __init__(self, data: QueryDict, campuses: Iterable[Campus], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["campus"].choices = [  # type: ignore[attr-defined]
            ("", "All campuses"),
            *((campus.slug, campus.name) for campus in campuses),
        ]


class ProgramFilter(Filter):
    """Section, standing and name in the coordinator's list."""

    section = forms.ChoiceField(label=_("Section"), required=False)
    standing = forms.ChoiceField(
        label=_("Standing"), choices=[("", "Any standing"), *Standing.choices], required=False
    )
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    group = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)

    def __init__(self, data: QueryDict, sections: Iterable[Section], **options: Any) -> None:
        super().__init__(data, **options)
        places: dict[Campus, list[Section]] = {}
        for section in sections:
            places.setdefault(section.campus, []).append(section)
        choices: list[tuple[str, Any]] = [("", "All sections")]
        for campus, its in places.items():
            whole = (f"campus:{campus.slug}", f"All of {campus.name}")
            choices.append((campus.name, [whole, *((s.slug, s.name) for s in its)]))
        self.fields["section"].choices = choices  # type: ignore[attr-defined]

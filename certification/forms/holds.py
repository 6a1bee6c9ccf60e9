"""Forms about holds: days, and no reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import DayInput

_DAY = {
    "required": _("Choose a day."),
    "invalid": _("Write a day like 2026-11-23."),
}


class HoldForm(forms.Form):
    """From when, and perhaps until when."""

    since = forms.DateField(label=_("First day of the hold"), widget=DayInput, error_messages=_DAY)
    until = forms.DateField(
        label=_("First day back"),
        help_text=_("Leave this empty if it is not known yet: you can end the hold at any time."),
        widget=DayInput,
        required=False,
        error_messages=_DAY,
    )


class EndHoldForm(forms.Form):
    """The first day back, and the end that the person saw when they opened the form."""

    until = forms.DateField(label=_("First day back"), widget=DayInput, error_messages=_DAY)
    seen_until = forms.DateField(widget=forms.HiddenInput, required=False)

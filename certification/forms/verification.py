"""The form that asks for a certificate's code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the certificate"),
        help_text=_(
            "Twelve letters and digits, for example 7KXM-2Q9R-HTW4. Dashes and capitals do not matter."
        ),
        # A pasted link is longer than a code.
        max_length=300,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "nhsuk-input--width-20",
            }
        ),
        error_messages={"required": _("Type the code that stands on the certificate.")},
    )

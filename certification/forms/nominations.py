"""Forms of nominations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.sections.models import Section


class NominationForm(forms.Form):
    name = forms.CharField(
        label=_("Your colleague’s name"),
        max_length=150,
        error_messages={"required": _("Write your colleague’s name.")},
    )
    # No field for addresses: a browser would refuse what people paste from their email program.
    email = forms.CharField(
        label=_("Their work email address"),
        help_text=_("We ask them by email whether they would like to take part."),
        max_length=500,
        widget=forms.TextInput(
            attrs={"inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write their work email address.")},
    )


class NameForm(forms.Form):
    """A person's name as it should stand."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("As it should stand on a certificate, without credentials."),
        max_length=150,
        error_messages={"required": _("Write the person’s name.")},
    )
    credentials = forms.CharField(
        label=_("Credentials"),
        help_text=_("For example MD, DO, NP."),
        max_length=40,
        required=False,
    )


class AccountForm(NameForm):
    """What the coordinator adds to a nomination to open an account."""

    section = forms.ModelChoiceField(
        label=_("Section"),
        help_text=_("Its leaders are asked about good standing once the nomination is accepted."),
        queryset=Section.objects.select_related("campus"),
        empty_label=_("Choose a section"),
        error_messages={"required": _("Choose the section in which the person works.")},
    )

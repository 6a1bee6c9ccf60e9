"""Forms of sections."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.sections.models import Leadership, Section


class LeaderForm(forms.Form):
    """Appoints someone to lead a section, starting today."""

    email = forms.EmailField(
        label=_("Their email address"),
        help_text=_("Of somebody who has an account."),
        error_messages={
            "required": _("Write the email address of who is to lead the section."),
            "invalid": _("Write an email address like name@hospital.org."),
        },
    )
    kind = forms.ChoiceField(
        label=_("They are"),
        choices=Leadership.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether they are head or another leader.")},
    )


class SectionForm(forms.Form):
    """Moves someone to another section, starting today."""

    section = forms.ModelChoiceField(
        label=_("Section"),
        help_text=_("Its leaders are asked for what still needs a signature."),
        queryset=Section.objects.select_related("campus"),
        empty_label=_("Choose a section"),
        error_messages={"required": _("Choose the section in which the person works.")},
    )

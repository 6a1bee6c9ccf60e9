"""Forms of sections."""

from django import forms

from portal.sections.models import Leadership, Section


class LeaderForm(forms.Form):
    """Who is to lead a section from today on."""

    email = forms.EmailField(
        label="Their email address",
        help_text="Of somebody who has an account.",
        error_messages={
            "required": "Write the email address of who is to lead the section.",
            "invalid": "Write an email address like name@hospital.org.",
        },
    )
    kind = forms.ChoiceField(
        label="They are",
        choices=Leadership.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they are head or another leader."},
    )


class SectionForm(forms.Form):
    """In which section somebody works from today on."""

    section = forms.ModelChoiceField(
        label="Section",
        help_text="Its leaders are asked for what still needs a signature.",
        queryset=Section.objects.select_related("campus"),
        empty_label="Choose a section",
        error_messages={"required": "Choose the section in which the person works."},
    )

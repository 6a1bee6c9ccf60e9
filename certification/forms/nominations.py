"""Forms of nominations."""

from django import forms

from portal.sections.models import Section


class NominationForm(forms.Form):
    name = forms.CharField(
        label="Your colleague’s name",
        max_length=150,
        error_messages={"required": "Write your colleague’s name."},
    )
    email = forms.EmailField(
        label="Their work email address",
        help_text="We ask them by email whether they would like to take part.",
        error_messages={
            "required": "Write their work email address.",
            "invalid": "Write an email address like name@hospital.org.",
        },
    )


class NameForm(forms.Form):
    """A person's name as it should stand."""

    name = forms.CharField(
        label="Name",
        help_text="As it should stand on a certificate, without credentials.",
        max_length=150,
        error_messages={"required": "Write the person’s name."},
    )
    credentials = forms.CharField(
        label="Credentials",
        help_text="For example MD, DO, NP.",
        max_length=40,
        required=False,
    )


class AccountForm(NameForm):
    """What the coordinator adds to a nomination to open an account."""

    section = forms.ModelChoiceField(
        label="Section",
        help_text="Its leaders are asked about good standing once the nomination is accepted.",
        queryset=Section.objects.select_related("campus"),
        empty_label="Choose a section",
        error_messages={"required": "Choose the section in which the person works."},
    )

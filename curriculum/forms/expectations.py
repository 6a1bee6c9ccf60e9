"""The signature under the expectations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from curriculum.models import ExpectationsEdition
from portal.accounts.models import Person


class AcceptanceForm(forms.Form):
    """The name as printed, and which edition was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    printed_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Write your name to sign.")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )

    def __init__(self, person: Person, edition: ExpectationsEdition, data: object = None) -> None:
        super().__init__(data, initial={"edition": edition.pk})  # type: ignore[arg-type]
        told = _("Write it as it stands in your account: %(name)s") % {"name": person.name}
        self.fields["printed_name"].help_text = told

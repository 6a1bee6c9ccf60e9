"""The form under a statement."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Person


class SignatureForm(forms.Form):
    """The name in print. The statement's hash travels beside it, so that a stale page shows the new text."""

    printed_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type your name to sign.")},
    )

    def __init__(self, signer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _(
            "Type your name as it stands in your account: %(signer)s. This is your signature."
        ) % {"signer": signer.name}
        self.fields["printed_name"].help_text = hint

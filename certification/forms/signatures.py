"""The form under a statement."""

from typing import Any

from django import forms

from portal.accounts.models import Person


class SignatureForm(forms.Form):
    """The name in print. The statement's hash travels beside it, so that a stale page shows the new text."""

    printed_name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type your name to sign."},
    )

    def __init__(self, signer: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = (
            f"Type your name as it stands in your account: {signer.name}. This is your signature."
        )
        self.fields["printed_name"].help_text = hint

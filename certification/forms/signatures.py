"""The form under a statement."""

from django import forms


class SignatureForm(forms.Form):
    """The name in print. The statement's hash travels beside it, so that a stale page shows the new text."""

    printed_name = forms.CharField(
        label="Your name",
        help_text="Type your name as it stands in your account. This is your signature.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Type your name to sign."},
    )

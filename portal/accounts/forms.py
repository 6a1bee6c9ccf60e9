"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.limits import asks_for_too_many_links
from portal.accounts.passwords import send_password_link

_HINT = _("At least 12 characters. Three or four words that only you would put together are good.")


class SignInForm(forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Email address")
        # The page itself says where a forgotten password leads.
        self.fields["password"].help_text = ""


class ConfirmForm(forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ForgottenPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email address")
        self.fields["email"].help_text = _("Use your work email.")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Leave the sending to the queue, whether or not anyone has this address, a few times an hour."""
        if not asks_for_too_many_links(self.cleaned_data["email"]):
            send_password_link.enqueue([person.pk for person in self.users])
        return str(self.cleaned_data["email"])


class NewPasswordForm(forms.ResetPasswordKeyForm):
    """Typed once: the button beside it shows what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = _HINT

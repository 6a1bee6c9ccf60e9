from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from allauth.account.signals import password_reset
        from django.contrib.auth.signals import user_logged_in

        from portal.accounts import selectors
        from portal.accounts.limits import SignInTries
        from portal.common.kept_forms import forget
        from portal.common.roles import register_role_source
        from portal.common.sessions import begin
        from portal.common.throttle import network_of

        register_role_source(selectors.assigned_roles)
        user_logged_in.connect(
            lambda sender, request, **_: begin(request),
            weak=False,
            dispatch_uid="accounts.begin_session",
        )
        user_logged_in.connect(
            lambda sender, request, **_: forget(request),
            weak=False,
            dispatch_uid="accounts.forget_kept_forms",
        )
        # Whoever opened the link from the email has shown that the account is theirs.
        password_reset.connect(
            lambda sender, request, user, **_: SignInTries(
                user.email, network_of(request)
            ).succeeded(),
            weak=False,
            dispatch_uid="accounts.forget_wrong_passwords",
        )

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from portal.accounts import selectors
        from portal.common.kept_forms import forget
        from portal.common.roles import register_role_source

        register_role_source(selectors.assigned_roles)
        user_logged_in.connect(
            lambda sender, request, **_: forget(request),
            weak=False,
            dispatch_uid="accounts.forget_kept_forms",
        )

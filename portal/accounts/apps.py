from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        from portal.accounts import selectors
        from portal.common.roles import register_role_source

        register_role_source(selectors.assigned_roles)

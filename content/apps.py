from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Content"

    def ready(self) -> None:
        from content import listeners, menu  # noqa: F401 - connects the signals
        from content.cms import panels  # noqa: F401 - gives the pages their forms
        from portal.common.navigation import register_menu

        register_menu(menu.MENU)

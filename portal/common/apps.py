from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "portal.common"
    label = "common"
    verbose_name = "Common"

    def ready(self) -> None:
        from portal.common import checks, databases, permissions  # noqa: F401

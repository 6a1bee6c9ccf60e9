from django.apps import AppConfig


class SectionsConfig(AppConfig):
    name = "portal.sections"
    label = "sections"
    verbose_name = "Sections"

    def ready(self) -> None:
        from portal.common.roles import register_role_source
        from portal.sections import selectors

        register_role_source(selectors.leader_role)

from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "certification"
    verbose_name = "Certification"

    def ready(self) -> None:
        from certification import listeners, menu, predicates
        from certification.selectors.supporters import supporter_role
        from portal.common.navigation import register_menu
        from portal.common.roles import register_role_source

        register_role_source(supporter_role)
        listeners.connect()
        predicates.declare()
        register_menu(menu.MENU)

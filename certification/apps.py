from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "certification"
    verbose_name = "Certification"

    def ready(self) -> None:
        from certification import listeners, predicates, selectors
        from portal.common.roles import register_role_source

        register_role_source(selectors.supporter_role)
        listeners.connect()
        predicates.declare()

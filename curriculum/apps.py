from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    name = "curriculum"
    verbose_name = "Curriculum"

    def ready(self) -> None:
        from curriculum import menu, predicates
        from portal.common.navigation import register_menu

        predicates.declare()
        register_menu(menu.MENU)

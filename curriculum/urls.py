"""Addresses of the curriculum."""

from django.urls import URLPattern, URLResolver, path

from curriculum.views import roster, sessions

app_name = "curriculum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.session_list, name="sessions"),
    path("sessions/new/", sessions.session_new, name="session_new"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<int:pk>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<int:pk>/roster/", roster.roster, name="roster"),
    path("sessions/<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("sessions/<int:pk>/withdraw/", sessions.withdraw, name="withdraw"),
]

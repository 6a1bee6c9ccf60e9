"""Addresses of the curriculum."""

from django.urls import URLPattern, URLResolver, path

from curriculum.views import checks, expectations, roster, sessions, training

app_name = "curriculum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("training/", training.training, name="training"),
    path("training/<slug:slug>/", training.module, name="module"),
    path("training/<slug:slug>/check/", checks.check, name="check"),
    path("training/<slug:slug>/check/<int:pk>/", checks.attempt, name="attempt"),
    path("training/<slug:slug>/<slug:section_slug>/", training.section, name="section"),
    path("my/expectations/", expectations.expectations, name="expectations"),
    path("sessions/", sessions.session_list, name="sessions"),
    path("sessions/new/", sessions.session_new, name="session_new"),
    path("sessions/<int:pk>/", sessions.session, name="session"),
    path("sessions/<int:pk>/edit/", sessions.session_edit, name="session_edit"),
    path("sessions/<int:pk>/cancel/", sessions.session_cancel, name="session_cancel"),
    path("sessions/<int:pk>/roster/", roster.roster, name="roster"),
    path("sessions/<int:pk>/sign-up/", sessions.sign_up, name="sign_up"),
    path("sessions/<int:pk>/withdraw/", sessions.withdraw, name="withdraw"),
]

"""Addresses of the curriculum."""

from django.urls import URLPattern, URLResolver, path

from curriculum.views import expectations, roster, sessions, training
from curriculum.views.parts import part_pages

app_name = "curriculum"
urlpatterns: list[URLPattern | URLResolver] = [
    path("training/", training.training, name="training"),
    path("training/<slug:slug>/", training.module, name="module"),
    path("training/<slug:slug>/<slug:part_slug>/", training.part, name="part"),
    *(address for page in part_pages().values() for address in page.addresses),
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

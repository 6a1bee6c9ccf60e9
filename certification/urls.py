"""Addresses of certification."""

from django.urls import URLPattern, URLResolver, path

from certification.views import (
    attention,
    certificates,
    directory,
    endorsements,
    holds,
    my_path,
    nominations,
    program,
)

app_name = "certification"
urlpatterns: list[URLPattern | URLResolver] = [
    path("my/", my_path.path, name="path"),
    path("supporters/", directory.directory, name="directory"),
    path("program/", program.program, name="program"),
    path("program/attention/", attention.attention, name="attention"),
    path("program/<int:number>/", program.program_supporter, name="program_supporter"),
    path("program/<int:number>/certificate/", program.renew, name="renew"),
    path("program/<int:number>/name/", program.correct_name, name="correct_name"),
    path("program/<int:number>/section/", program.move_section, name="move_section"),
    path("program/<int:number>/endorsement/", program.end_endorsement, name="end_endorsement"),
    path("program/<int:number>/hold/", holds.hold_new, name="hold_new"),
    path("program/<int:number>/holds/<int:hold>/", holds.hold_end, name="hold_end"),
    path("nominate/", nominations.nominate, name="nominate"),
    path("my/nominations/<int:number>/", nominations.nomination, name="nomination"),
    path(
        "program/nominations/<int:number>/",
        nominations.program_nomination,
        name="program_nomination",
    ),
    path(
        "program/nominations/<int:number>/close/",
        nominations.nomination_close,
        name="nomination_close",
    ),
    path("endorsements/", endorsements.endorsements, name="endorsements"),
    path("endorsements/<int:number>/good-standing/", endorsements.attest, name="attest"),
    path("endorsements/<int:number>/endorse/", endorsements.endorse, name="endorse"),
    path("endorsements/<int:number>/decline/", endorsements.decline, name="decline"),
    path("endorsements/<int:number>/withdraw/", endorsements.withdraw, name="withdraw_endorsement"),
    path("my/certificate/<int:number>/", certificates.certificate, name="certificate"),
    path("verify/", certificates.verify_form, name="verify_form"),
    path("verify/<path:code>/", certificates.verify, name="verify"),
]

"""How access is asked: what declares nothing is closed, a role counts on its dates and no longer."""

import datetime as dt

import pytest
import rules
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from portal.accounts.services import end_access, end_role, grant_role
from portal.common import permissions
from portal.common.access import AccessMiddleware, access
from portal.common.permissions import UndeclaredPermission, allowed, narrow, require
from portal.common.roles import Role, forget_roles
from portal.sections.services import end_leadership
from tests.clock import TODAY, days
from tests.factories import make_leader, make_person, make_section, make_supporter, sign_in

pytestmark = pytest.mark.django_db


@access("program.oversee")
def overseen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("overseen")


@access("program.overseee")
def mistyped(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("overseen/", overseen, name="overseen"),
    path("mistyped/", mistyped, name="mistyped"),
    path("undeclared/", undeclared, name="undeclared"),
]
here = pytest.mark.urls(__name__)


@here
@pytest.mark.parametrize("name", ["undeclared", "mistyped"])
def test_a_view_that_declares_nothing_that_is_known_is_closed_for_everybody(
    name: str, logged_errors: list
) -> None:
    coordinator = make_person(roles=[Role.COORDINATOR])
    for client in (Client(), sign_in(coordinator)):
        with pytest.raises(UndeclaredPermission):
            client.get(reverse(name))


@here
def test_the_three_answers() -> None:
    visitor, stranger = Client(), sign_in(make_person())
    coordinator = sign_in(make_person(roles=[Role.COORDINATOR]))
    answer = visitor.get("/overseen/?page=2")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/accounts/login/?next=/overseen/%3Fpage%3D2",
    )
    assert coordinator.get("/overseen/").content == b"overseen"
    middleware = AccessMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/overseen/")
    request.user = make_person()
    with pytest.raises(PermissionDenied):
        middleware.process_view(request, overseen, (), {})
    assert stranger.get("/overseen/").status_code == 403


@here
def test_a_role_that_ends_while_one_is_signed_in_ends_at_the_next_request() -> None:
    person = make_person(roles=[Role.COORDINATOR])
    client = sign_in(person)
    assert client.get("/overseen/").status_code == 200
    end_role(person, role=Role.COORDINATOR, by=None, why="Moved on")
    assert client.get("/overseen/").status_code == 403


@here
def test_a_deactivated_person_is_signed_out_at_the_next_request() -> None:
    person = make_person(roles=[Role.COORDINATOR])
    client = sign_in(person)
    assert client.get("/overseen/").status_code == 200
    end_access(person, by=None, why="Left the hospital")
    answer = client.get("/overseen/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/overseen/")
    assert not allowed(person, "program.oversee")
    assert not allowed(person, "path.see")


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (days(-30), None, True),
        (TODAY, None, True),
        (days(1), None, False),
        (days(-30), days(1), True),
        (days(-30), TODAY, False),
    ],
    ids=["a month ago", "today", "tomorrow", "until tomorrow", "until today"],
)
def test_an_assigned_role_holds_from_its_first_day_until_the_day_after_its_last(
    since: dt.date, until: dt.date | None, held: bool
) -> None:
    person = make_person()
    assignment = grant_role(person, role=Role.FACILITATOR, by=None, since=since, why="Needed")
    if until:
        assignment.until = until
        assignment.save()
        forget_roles(person)
    assert allowed(person, "session.schedule") is held


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [(TODAY, None, True), (days(1), None, False), (days(-9), TODAY, False)],
    ids=["today", "tomorrow", "until today"],
)
def test_a_leader_leads_on_the_dates_of_the_tenure(
    since: dt.date, until: dt.date | None, held: bool
) -> None:
    leader = make_leader(None, make_section(), since=since)
    if until:
        end_leadership(leader.leaderships.get(), by=None, until=until, why="Moved on")
        forget_roles(leader)
    assert allowed(leader, "endorsement.see") is held


def test_a_superuser_is_nobody_in_particular() -> None:
    superuser = make_person()
    superuser.is_superuser = True
    superuser.save()
    assert not allowed(superuser, "program.oversee")
    assert not allowed(superuser, "cms.enter")
    assert allowed(superuser, "path.see")


def test_an_unknown_permission_raises_whoever_asks() -> None:
    supporter = make_supporter().person
    for ask in (allowed, require):
        with pytest.raises(UndeclaredPermission):
            ask(supporter, "sessoin.see")
    with pytest.raises(UndeclaredPermission):
        narrow("sessoin.see", rules.always_allow)
    assert allowed(supporter, "session.see")
    require(supporter, "session.see")


def test_require_says_no_by_raising() -> None:
    with pytest.raises(PermissionDenied):
        require(make_person(), "session.see")


def test_a_rule_about_the_object_narrows_and_never_widens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(permissions.TABLE, "test.open", frozenset({Role.FACILITATOR}))
    monkeypatch.setattr(permissions, "NARROWED", {})
    rules.add_perm("test.open", permissions.held_by("test.open"))
    try:
        mine = rules.predicate(lambda person, obj: obj == "mine", name="is_mine")
        narrow("test.open", mine)
        facilitator, stranger = make_person(roles=[Role.FACILITATOR]), make_person()
        answers = {
            (who, what): allowed(person, "test.open", what)
            for who, person in [("facilitator", facilitator), ("stranger", stranger)]
            for what in ("mine", "yours", None)
        }
        assert answers == {
            ("facilitator", "mine"): True,
            ("facilitator", "yours"): False,
            ("facilitator", None): True,
            ("stranger", "mine"): False,
            ("stranger", "yours"): False,
            ("stranger", None): False,
        }
        assert permissions.NARROWED == {"test.open": "is_mine"}
    finally:
        rules.remove_perm("test.open")

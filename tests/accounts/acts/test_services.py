"""Opening accounts, correcting names, giving and ending roles, ending access: rows, history, signals, refusals."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.models import Person, RoleAssignment
from portal.accounts.selectors import person_with_email
from portal.accounts.services import add_person, correct_name, end_access, end_role, grant_role
from portal.accounts.signals import access_ended, account_opened, role_ended, role_granted
from portal.common.roles import Role, roles_of
from tests.clock import TODAY, at, days
from tests.factories import BEFORE, PASSWORD, Cast, sign_in
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db

ADDRESS = "dana@hospital.example"
NEEDS_NAME = ("name", "name", "Write the person’s name.")


def assignments(person: Person) -> list[tuple]:
    rows = person.role_assignments.order_by("pk")
    return list(rows.values_list("role", "since", "until"))


def again(person: Person) -> Person:
    """The person as another request finds them."""
    return Person.objects.get(pk=person.pk)


class TestOpening:
    def test_the_account_says_what_was_typed_without_loose_ends(self, cast: Cast) -> None:
        with hearing(account_opened, "person", "by") as heard:
            dana = add_person(
                " DANA@Hospital.example ",
                name="  Dana \u200e  Example ",
                by=cast.coordinator,
                credentials=" MD ",
                password=PASSWORD,
            )
        dana = again(dana)
        assert (dana.email, dana.name, dana.credentials) == (ADDRESS, "Dana Example", "MD")
        assert (dana.is_active, dana.left_on, dana.is_superuser) == (True, None, False)
        assert dana.check_password(PASSWORD)
        assert history_of(dana) == [("+", cast.coordinator, "Account opened")]
        assert heard == [(Person, dana, cast.coordinator)]
        assert (assignments(dana), roles_of(dana)) == ([], frozenset())

    def test_a_reason_of_ones_own_stands_in_the_history(self, cast: Cast) -> None:
        dana = add_person(ADDRESS, name="Dana", by=None, why="Entered by the operator")
        assert history_of(dana) == [("+", None, "Entered by the operator")]
        assert (dana.credentials, dana.has_usable_password()) == ("", False)

    def test_what_is_wrong_is_said_at_its_field(self, cast: Cast) -> None:
        taken = ("taken", "email", "Somebody already has this address.")
        no_address = ("email", "email", "Write an email address like name@hospital.org.")
        for email, name, said in [
            ("dana", "Dana", no_address),
            (ADDRESS, " \u200e ", NEEDS_NAME),
            (cast.head.email.upper(), "Dana", taken),
        ]:
            with hearing(account_opened) as heard:
                assert refusal(add_person, email, name=name, by=cast.coordinator) == said
            assert (heard, Person.objects.filter(name="Dana").exists()) == ([], False)
        assert add_person(ADDRESS, name="Dana", by=cast.coordinator).email == ADDRESS

    def test_the_address_of_somebody_who_left_stays_theirs(self, cast: Cast) -> None:
        end_access(cast.stranger, by=None, why="Left")
        assert person_with_email(cast.stranger.email) is None
        assert refusal(add_person, cast.stranger.email, name="New", by=None)[0] == "taken"


class TestCorrectingNames:
    def test_name_and_credentials_are_written_as_they_should_stand(self, cast: Cast) -> None:
        person = cast.stranger
        corrected = correct_name(
            person, name=" Stanley  Example", credentials="  MD,   MPH ", by=cast.coordinator
        )
        assert corrected is person
        assert (person.name, person.credentials) == ("Stanley Example", "MD, MPH")
        assert str(again(person)) == "Stanley Example, MD, MPH"
        assert history_of(person)[1:] == [("~", cast.coordinator, "Name corrected")]
        names = person.history.order_by("history_id").values_list("name", "credentials")
        assert list(names) == [("Stan Example", "MD"), ("Stanley Example", "MD, MPH")]

    def test_the_same_again_leaves_no_line_in_the_history(self, cast: Cast) -> None:
        act = {"name": "Stan Example", "credentials": "MD", "by": cast.coordinator}
        correct_name(cast.stranger, **act)
        assert len(history_of(cast.stranger)) == 1
        correct_name(cast.stranger, **{**act, "credentials": ""})
        correct_name(cast.stranger, **{**act, "name": "Stanley Example", "credentials": ""})
        assert len(history_of(cast.stranger)) == 3
        assert str(again(cast.stranger)) == "Stanley Example"

    def test_an_empty_name_is_refused_and_the_old_one_stays(self, cast: Cast) -> None:
        act = {"credentials": "NP", "by": cast.coordinator}
        assert refusal(correct_name, cast.stranger, name="  ", **act) == NEEDS_NAME
        assert str(again(cast.stranger)) == "Stan Example, MD"
        assert str(correct_name(cast.stranger, name="Stan", **act)) == "Stan, NP"

    def test_only_the_program_office_corrects_names(self, cast: Cast) -> None:
        act = {"name": "Stanley", "credentials": ""}
        for by in (cast.stranger, cast.head, cast.facilitator, cast.editor, cast.supporter):
            with pytest.raises(PermissionDenied):
                correct_name(cast.stranger, by=by, **act)
        assert str(again(cast.stranger)) == "Stan Example, MD"

    def test_a_stale_person_object_writes_nothing_else_back(self, cast: Cast) -> None:
        stale = again(cast.stranger)
        end_access(cast.stranger, by=None, why="Left")
        correct_name(stale, name="Stanley Example", credentials="MD", by=cast.coordinator)
        assert (stale.is_active, stale.left_on) == (False, TODAY)


class TestRoles:
    def test_a_role_holds_from_its_day_and_the_person_object_knows_at_once(
        self, cast: Cast
    ) -> None:
        person = cast.stranger
        assert roles_of(person) == frozenset()
        with hearing(role_granted, "person", "role", "by") as heard:
            given = grant_role(person, role=Role.EDITOR, by=cast.coordinator, why="Edits")
            grant_role(person, role=Role.FACILITATOR, by=None, since=days(7), why="Next week")
        assert roles_of(person) == {Role.EDITOR}
        assert assignments(person) == [("editor", TODAY, None), ("facilitator", days(7), None)]
        assert history_of(given) == [("+", cast.coordinator, "Edits")]
        assert heard == [
            (Person, person, Role.EDITOR, cast.coordinator),
            (Person, person, Role.FACILITATOR, None),
        ]
        with at(days(7).isoformat()):
            assert roles_of(again(person)) == {Role.EDITOR, Role.FACILITATOR}

    def test_giving_it_twice_keeps_the_first_row_and_says_it_again(self, cast: Cast) -> None:
        """A group that somebody was taken out of by hand comes back that way."""
        with hearing(role_granted, "person") as heard:
            kept = grant_role(cast.editor, role=Role.EDITOR, by=cast.coordinator, why="Again")
        assert assignments(cast.editor) == [("editor", BEFORE, None)]
        assert history_of(kept) == [("+", None, "Needed for the test")]
        assert heard == [(Person, cast.editor)]

    def test_two_people_hold_the_same_role_apart(self, cast: Cast) -> None:
        grant_role(cast.stranger, role=Role.EDITOR, by=None, why="Edits")
        end_role(cast.editor, role=Role.EDITOR, by=None, why="Moved on")
        assert assignments(cast.stranger) == [("editor", TODAY, None)]
        assert assignments(cast.editor) == [("editor", BEFORE, TODAY)]

    @pytest.mark.parametrize(
        ("role", "label"),
        [
            (Role.SUPPORTER, "Peer supporter"),
            (Role.SECTION_LEADER, "Section head or other leader"),
        ],
    )
    def test_what_follows_from_facts_is_not_given(self, cast: Cast, role: Role, label: str) -> None:
        assert refusal(grant_role, cast.stranger, role=role, by=None, why="Please") == (
            "derived",
            None,
            f"“{label}” follows from facts and is not given.",
        )
        assert not RoleAssignment.objects.filter(person=cast.stranger).exists()

    def test_ending_one_role_leaves_the_others_and_says_by_whom(self, cast: Cast) -> None:
        person = cast.facilitator
        grant_role(person, role=Role.EDITOR, by=None, why="Edits")
        assert roles_of(person) == {Role.FACILITATOR, Role.EDITOR}
        with hearing(role_ended, "person", "role", "by") as heard:
            end_role(person, role=Role.FACILITATOR, by=cast.coordinator, why="Enough")
        assert roles_of(person) == {Role.EDITOR}
        assert assignments(person) == [("facilitator", BEFORE, TODAY), ("editor", TODAY, None)]
        ended = person.role_assignments.get(role=Role.FACILITATOR)
        assert history_of(ended)[1:] == [("~", cast.coordinator, "Enough")]
        assert heard == [(Person, person, Role.FACILITATOR, cast.coordinator)]

    def test_a_role_that_was_to_begin_later_never_begins(self, cast: Cast) -> None:
        grant_role(cast.stranger, role=Role.EDITOR, by=None, since=days(7), why="Next week")
        end_role(cast.stranger, role=Role.EDITOR, by=None, why="Changed plans")
        assert assignments(cast.stranger) == [("editor", days(7), days(7))]
        with at(days(7).isoformat()):
            assert roles_of(again(cast.stranger)) == frozenset()

    def test_a_role_ended_on_an_earlier_day_is_not_ended_again(self, cast: Cast) -> None:
        for day in (days(0), days(9)):
            with at(day.isoformat()):
                end_role(cast.editor, role=Role.EDITOR, by=None, why="Moved on")
        assert assignments(cast.editor) == [("editor", BEFORE, TODAY)]
        with at(days(10).isoformat()):
            grant_role(cast.editor, role=Role.EDITOR, by=None, why="Back")
        assert assignments(cast.editor) == [("editor", BEFORE, TODAY), ("editor", days(10), None)]


class TestEndingAccess:
    def test_the_leaver_keeps_the_row_and_loses_every_role(self, cast: Cast) -> None:
        person = cast.editor
        client = sign_in(person)
        assert client.get("/cms/").status_code == 200
        assert roles_of(person) == {Role.EDITOR}
        with hearing(access_ended, "person", "by") as heard:
            end_access(person, by=cast.coordinator, why="Retired")
        assert (person.is_active, person.left_on, roles_of(person)) == (False, TODAY, frozenset())
        assert client.get("/cms/").status_code == 302
        assert assignments(person) == [("editor", BEFORE, None)]
        assert history_of(person)[1:] == [("~", cast.coordinator, "Retired")]
        assert heard == [(Person, person, cast.coordinator)]

    def test_the_first_day_without_access_stays_the_first(self, cast: Cast) -> None:
        end_access(cast.stranger, by=cast.coordinator, why="Left")
        with at(days(30).isoformat()):
            end_access(cast.stranger, by=None, why="Left, said again")
        assert again(cast.stranger).left_on == TODAY
        assert cast.stranger.left_on == TODAY

    def test_a_colleague_is_not_touched(self, cast: Cast) -> None:
        end_access(cast.head, by=None, why="Left")
        assert [again(each).is_active for each in (cast.head, cast.leader)] == [False, True]
        assert roles_of(again(cast.leader)) == {Role.SECTION_LEADER}

    def test_the_day_is_the_programs_own(self, cast: Cast) -> None:
        with at("2026-11-30T23:30"):
            end_access(cast.stranger, by=None, why="Left")
        assert cast.stranger.left_on == dt.date(2026, 11, 30)

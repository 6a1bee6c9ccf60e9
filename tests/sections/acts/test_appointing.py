"""Who leads, who belongs, from which day and by whom: what appointing, ending and moving leave in the rows."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.roles import Role, roles_of
from portal.sections.models import Campus, Leadership, Membership, Section
from portal.sections.selectors import leaders_of, section_of, sections_led_by
from portal.sections.services import (
    appoint_leader,
    appoint_leader_by_address,
    end_leadership,
    ensure_campus,
    ensure_section,
    join_section,
)
from portal.sections.signals import leader_appointed, section_joined
from tests.clock import TODAY, at, days
from tests.factories import BEFORE, Cast, make_leader, make_person, make_section
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db
HEAD, LEADER = Leadership.Kind.HEAD, Leadership.Kind.LEADER


def tenures(section: Section) -> list[tuple]:
    rows = section.leaderships.order_by("pk")
    return list(rows.values_list("person__name", "kind", "since", "until"))


def leading(section: Section, on: dt.date) -> list[tuple[str, str]]:
    return [(each.person.name, each.kind) for each in leaders_of(section, on)]


class TestAppointing:
    def test_the_row_says_what_and_from_when_and_history_by_whom(self, cast: Cast) -> None:
        section = make_section("Radiology")
        with hearing(leader_appointed, "leadership", "by") as heard:
            made = appoint_leader(
                cast.stranger, section=section, kind=LEADER, by=cast.coordinator, why="Asked to"
            )
        assert tenures(section) == [("Stan Example", "leader", TODAY, None)]
        assert history_of(made) == [("+", cast.coordinator, "Asked to")]
        assert heard == [(Leadership, made, cast.coordinator)]

    def test_appointing_again_is_the_same_appointment_and_nobody_hears_of_it(
        self, cast: Cast
    ) -> None:
        with hearing(leader_appointed, "leadership") as heard:
            again = appoint_leader(
                cast.head, section=cast.cardiology, kind=HEAD, by=cast.coordinator, why="Again"
            )
        assert (again, heard) == (cast.head.leaderships.get(), [])
        assert len(history_of(again)) == 1

    def test_the_head_before_gives_way_and_other_leaders_stay(self, cast: Cast) -> None:
        appoint_leader(
            cast.stranger, section=cast.cardiology, kind=HEAD, by=cast.coordinator, why="Retired"
        )
        assert tenures(cast.cardiology) == [
            ("Hal Example", "head", BEFORE, TODAY),
            ("Lea Example", "leader", BEFORE, None),
            ("Stan Example", "head", TODAY, None),
        ]
        ended = cast.head.leaderships.get()
        assert history_of(ended)[1:] == [("~", cast.coordinator, "Retired")]
        assert tenures(cast.surgery) == [("Hope Example", "head", BEFORE, None)]

    def test_another_leader_takes_nobodys_place(self, cast: Cast) -> None:
        appoint_leader(cast.stranger, section=cast.cardiology, kind=LEADER, by=None, why="Helps")
        assert leading(cast.cardiology, TODAY) == [
            ("Hal Example", "head"),
            ("Lea Example", "leader"),
            ("Stan Example", "leader"),
        ]

    def test_a_head_steps_back_to_leader_of_the_same_section_alone(self, cast: Cast) -> None:
        appoint_leader(cast.head, section=cast.surgery, kind=LEADER, by=None, why="Helps out")
        appoint_leader(
            cast.head, section=cast.cardiology, kind=LEADER, by=cast.coordinator, why="Steps back"
        )
        assert leading(cast.cardiology, TODAY) == [
            ("Hal Example", "leader"),
            ("Lea Example", "leader"),
        ]
        assert [*sections_led_by(cast.head)] == [cast.cardiology, cast.surgery]
        assert history_of(cast.head.leaderships.get(kind=HEAD))[1:] == [
            ("~", cast.coordinator, "Steps back")
        ]

    def test_somebody_who_left_leads_nothing_and_the_head_before_stays(self, cast: Cast) -> None:
        end_access(cast.stranger, by=None, why="Left")
        act = {"section": cast.cardiology, "kind": HEAD, "by": None, "why": "Appointed"}
        assert refusal(appoint_leader, cast.stranger, **act) == (
            "left",
            "email",
            "Stan Example has no access any more.",
        )
        assert leading(cast.cardiology, TODAY)[0] == ("Hal Example", "head")
        assert appoint_leader(cast.supporter, **act).person == cast.supporter

    def test_roles_follow_at_once_for_the_person_object_at_hand(self, cast: Cast) -> None:
        new, section = cast.stranger, make_section()
        assert roles_of(new) == frozenset()
        made = appoint_leader(new, section=section, kind=HEAD, by=None, why="Appointed")
        assert roles_of(new) == {Role.SECTION_LEADER}
        tenure = Leadership.objects.select_related("person").get(pk=made.pk)
        end_leadership(tenure, by=None, why="Ended")
        assert roles_of(Person.objects.get(pk=new.pk)) == frozenset()


class TestPlans:
    """Appointments from a later day, and what overtakes them."""

    def test_a_head_from_next_month_leaves_the_present_one_until_then(self, cast: Cast) -> None:
        section = cast.cardiology
        appoint_leader(
            cast.stranger, section=section, kind=HEAD, by=None, since=days(30), why="Next"
        )
        assert [leading(section, on)[0] for on in (days(29), days(30))] == [
            ("Hal Example", "head"),
            ("Stan Example", "head"),
        ]
        assert roles_of(cast.stranger) == frozenset()
        with at(days(30).isoformat()):
            assert roles_of(Person.objects.get(pk=cast.stranger.pk)) == {Role.SECTION_LEADER}

    def test_a_head_from_today_overtakes_the_plan_and_the_end_that_was_planned(
        self, cast: Cast
    ) -> None:
        section, sooner = cast.cardiology, make_person("Sia Example")
        appoint_leader(
            cast.stranger, section=section, kind=HEAD, by=None, since=days(30), why="Next"
        )
        appoint_leader(sooner, section=section, kind=HEAD, by=None, why="Sooner")
        assert tenures(section) == [
            ("Hal Example", "head", BEFORE, TODAY),
            ("Lea Example", "leader", BEFORE, None),
            ("Stan Example", "head", days(30), days(30)),
            ("Sia Example", "head", TODAY, None),
        ]
        for on in (TODAY, days(30), days(60)):
            assert leading(section, on) == [("Sia Example", "head"), ("Lea Example", "leader")]

    def test_one_whose_end_is_planned_leads_once_when_appointed_again(self, cast: Cast) -> None:
        end_leadership(cast.leader.leaderships.get(), by=None, until=days(30), why="Planned")
        appoint_leader(cast.leader, section=cast.cardiology, kind=LEADER, by=None, why="Stays on")
        assert tenures(cast.cardiology)[1:] == [
            ("Lea Example", "leader", BEFORE, TODAY),
            ("Lea Example", "leader", TODAY, None),
        ]
        for on in (TODAY, days(60)):
            assert leading(cast.cardiology, on) == [
                ("Hal Example", "head"),
                ("Lea Example", "leader"),
            ]

    def test_one_who_was_to_lead_later_leads_from_today(self, cast: Cast) -> None:
        section, act = make_section(), {"kind": HEAD, "by": None, "why": "Appointed"}
        appoint_leader(cast.stranger, section=section, since=days(30), **act)
        appoint_leader(cast.stranger, section=section, **act)
        assert tenures(section) == [
            ("Stan Example", "head", days(30), days(30)),
            ("Stan Example", "head", TODAY, None),
        ]

    def test_a_tenure_that_ended_before_stays_as_it_was(self, cast: Cast) -> None:
        section = make_section()
        old = make_leader("Olga Example", section)
        end_leadership(old.leaderships.get(), by=None, until=days(-3), why="Retired")
        appoint_leader(cast.stranger, section=section, kind=HEAD, by=None, why="Appointed")
        assert tenures(section) == [
            ("Olga Example", "head", BEFORE, days(-3)),
            ("Stan Example", "head", TODAY, None),
        ]


class TestByAddress:
    def test_the_address_finds_the_person_in_any_case(self, cast: Cast) -> None:
        made = appoint_leader_by_address(
            cast.surgery, email=cast.stranger.email.upper(), kind=LEADER, by=cast.coordinator
        )
        assert (made.person, made.section, made.kind, made.since) == (
            cast.stranger,
            cast.surgery,
            "leader",
            TODAY,
        )
        assert history_of(made) == [("+", cast.coordinator, "Appointed by the program office")]

    def test_only_the_program_office_appoints(self, cast: Cast) -> None:
        act = {"email": cast.stranger.email, "kind": LEADER}
        for by in (cast.head, cast.supporter, cast.editor, cast.stranger):
            with pytest.raises(PermissionDenied):
                appoint_leader_by_address(cast.cardiology, by=by, **act)
        assert len(tenures(cast.cardiology)) == 2
        appoint_leader_by_address(cast.cardiology, by=cast.coordinator, **act)
        assert len(tenures(cast.cardiology)) == 3

    def test_an_address_without_an_account_is_refused_at_its_field(self, cast: Cast) -> None:
        act = {"kind": HEAD, "by": cast.coordinator}
        assert refusal(
            appoint_leader_by_address, cast.cardiology, email="nobody@hospital.example", **act
        ) == (
            "unknown",
            "email",
            "Nobody has an account with this address. Check it, or ask the portal’s operator to open one.",
        )
        assert leading(cast.cardiology, TODAY)[0] == ("Hal Example", "head")


class TestEnding:
    @pytest.mark.parametrize(
        ("until", "ends"), [(None, TODAY), (days(5), days(5)), (BEFORE - dt.timedelta(9), BEFORE)]
    )
    def test_a_tenure_ends_on_its_day_and_never_before_it_began(
        self, cast: Cast, until: dt.date | None, ends: dt.date
    ) -> None:
        tenure = cast.head.leaderships.get()
        end_leadership(tenure, by=cast.coordinator, until=until, why="Retired")
        assert tenures(cast.cardiology)[0] == ("Hal Example", "head", BEFORE, ends)
        assert history_of(tenure)[1:] == [("~", cast.coordinator, "Retired")]

    def test_a_planned_end_is_brought_forward_and_never_put_off(self, cast: Cast) -> None:
        tenure = cast.head.leaderships.get()
        for until, ends in [(days(30), days(30)), (days(31), days(30)), (days(29), days(29))]:
            end_leadership(tenure, by=None, until=until, why="Planned")
            assert tenures(cast.cardiology)[0][3] == ends
        assert len(history_of(tenure)) == 3


class TestJoining:
    def test_a_move_is_one_row_that_ends_and_one_that_begins(self, cast: Cast) -> None:
        person = make_person("Nia Example", section=cast.cardiology)
        with hearing(section_joined, "membership", "by") as heard:
            joined = join_section(person, section=cast.surgery, by=cast.coordinator, why="Moved")
        rows = person.memberships.order_by("pk").values_list("section", "since", "until")
        assert list(rows) == [
            (cast.cardiology.pk, BEFORE, TODAY),
            (cast.surgery.pk, TODAY, None),
        ]
        assert heard == [(Membership, joined, cast.coordinator)]
        assert history_of(joined) == [("+", cast.coordinator, "Moved")]
        assert history_of(person.memberships.first())[1:] == [("~", cast.coordinator, "Moved")]

    def test_staying_where_one_is_writes_nothing(self, cast: Cast) -> None:
        person = make_person("Nia Example", section=cast.cardiology)
        with hearing(section_joined, "membership") as heard:
            for since in (None, BEFORE, days(9)):
                act = {"section": cast.cardiology, "by": None, "since": since, "why": "Again"}
                assert join_section(person, **act) == person.memberships.get()
        assert (heard, len(history_of(person.memberships.get()))) == ([], 1)

    def test_a_colleague_who_moves_takes_nobody_along(self, cast: Cast) -> None:
        one, two = (make_person(section=cast.cardiology) for _ in range(2))
        join_section(one, section=cast.surgery, by=None, why="Moved")
        assert (section_of(one), section_of(two)) == (cast.surgery, cast.cardiology)


class TestWhatIsMadeOnce:
    def test_a_campus_keeps_its_names_and_its_place(self, cast: Cast) -> None:
        campus, made = ensure_campus(
            "north",
            name="North",
            full_name="North Medical Center",
            position=4,
            by=cast.coordinator,
        )
        again = ensure_campus("north", name="N.", full_name="Other", position=9, by=None)
        bare, _ = ensure_campus("south", name="South", by=None)
        assert (made, again) == (True, (campus, False))
        rows = Campus.objects.filter(pk__in=[campus.pk, bare.pk]).order_by("pk")
        assert list(rows.values_list("slug", "name", "full_name", "position")) == [
            ("north", "North", "North Medical Center", 4),
            ("south", "South", "", 0),
        ]
        assert history_of(campus) == [("+", cast.coordinator, "Campus added")]

    def test_a_section_stays_at_its_campus(self, cast: Cast) -> None:
        campus, _ = ensure_campus("north", name="North", by=None)
        section, made = ensure_section(campus, slug="burns", name="Burns", by=cast.coordinator)
        elsewhere = cast.cardiology.campus
        assert made
        assert ensure_section(elsewhere, slug="burns", name="Other", by=None) == (section, False)
        section.refresh_from_db()
        assert (section.campus, section.slug, section.name) == (campus, "burns", "Burns")
        assert history_of(section) == [("+", cast.coordinator, "Section added")]

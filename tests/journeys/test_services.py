"""One colleague's whole way through the services: at each step the standing, the emails, the ledger, the history."""

import datetime as dt
import io
from dataclasses import dataclass

import pytest
import time_machine
from django.core.management import call_command

from certification.models import Nomination, Supporter
from certification.selectors.directory import directory
from content.demo import study
from curriculum.enums import Outcome
from curriculum.models import Edition, ExpectationsEdition, Session
from curriculum.services.expectations import accept_expectations
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from portal.accounts.models import Person
from portal.common.roles import Role
from portal.common.time import today
from portal.sections.models import Leadership, Section
from tests import path
from tests.factories import make_leader, make_person, make_section
from tests.journeys.record import After, Record

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Journey:
    """What is to be learned, and who takes part: Nora is nominated by Stan; Hal and Lea lead her section."""

    editions: list[Edition]
    expectations: ExpectationsEdition
    stan: Person
    nora: Person
    hal: Person
    lea: Person
    fay: Person

    @property
    def supporter(self) -> Supporter:
        return Supporter.objects.select_related("person").get(person=self.nora)


def small_program() -> Section:
    path.run_program()
    return make_section("Cardiology")


def starter_program() -> Section:
    call_command("load_program", stdout=io.StringIO())
    return Section.objects.get(slug="cardiology")


@pytest.fixture(params=[small_program, starter_program])
def journey(request: pytest.FixtureRequest) -> Journey:
    section = request.param()
    return Journey(
        editions=study.whole_course(),
        expectations=ExpectationsEdition.objects.get(),
        stan=make_person("Stan Example", email="stan@hospital.example"),
        nora=make_person("Nora Example", email="nora@hospital.example", section=section),
        hal=make_leader("Hal Example", section),
        lea=make_leader("Lea Example", section, Leadership.Kind.LEADER),
        fay=make_person("Fay Example", email="fay@hospital.example", roles=[Role.FACILITATOR]),
    )


def test_from_nominated_to_the_directory(
    journey: Journey, clock: time_machine.Traveller, checked
) -> None:
    """A day lies between the steps."""
    steps = [nominated, accepted, attested, taught, placed, attended, signed, endorsed]
    record = Record(journey.nora)
    for step in steps:
        expected = step(journey)
        assert record.news() == expected, step.__name__
        clock.shift(dt.timedelta(days=0 if step is placed else 1))
    assert [found.email for found in directory(today())] == [journey.nora.email]
    checked("steps of the journey", len(steps), floor=8)


def nominated(the: Journey) -> After:
    path.nominated(the.stan, the.nora)
    return After(
        "",
        0,
        mails=[(the.nora.email, "A colleague nominated you as a peer supporter")],
        history=[("Nomination", "Stan Example", "Nominated by a colleague")],
    )


def accepted(the: Journey) -> After:
    path.accepted(Nomination.objects.get(), the.nora)
    why = "Nomination accepted"
    return After(
        "in_training",
        2,
        mails=[
            (the.stan.email, "Your nomination was answered"),
            (the.hal.email, "Is Nora Example in good standing?"),
            (the.lea.email, "Is Nora Example in good standing?"),
        ],
        ledger=[("Nora Example", "nothing → in_training")],
        history=[
            ("Nomination changed", "Nora Example", why),
            ("Supporter", "Nora Example", why),
        ],
    )


def attested(the: Journey) -> After:
    path.attest(the.supporter, the.hal)
    return After(
        "in_training",
        3,
        mails=[(the.nora.email, "Your good standing is attested")],
        ledger=[("Hal Example", "signed good_standing")],
        history=[("Attestation", "Hal Example", "Good standing attested")],
    )


def taught(the: Journey) -> After:
    """What a person answered is their own: no ledger entry tells of it, and no email."""
    for edition in the.editions:
        study.finish(the.nora, edition, fails_first=edition == the.editions[0])
    completions = [("Completion", "Nora Example", "Knowledge check answered")] * len(the.editions)
    return After("in_training", 4, history=completions)


def placed(the: Journey) -> After:
    sign_up(path.scheduled(the.fay, title="Training"), by=the.nora)
    return After(
        "in_training",
        4,
        mails=[(the.nora.email, "You have a place: Training")],
        history=[
            ("Session", "Fay Example", "Session scheduled"),
            ("SessionStaff", "Fay Example", "Session scheduled"),
            ("SignUp", "Nora Example", "Signed up"),
        ],
    )


def attended(the: Journey) -> After:
    mark_attendance(Session.objects.get(), person=the.nora, outcome=Outcome.ATTENDED, by=the.fay)
    return After("in_training", 5, history=[("Attendance", "Fay Example", "Marked at the door")])


def signed(the: Journey) -> After:
    """The last of what the certificate asks for: it is issued at once, and its holder's leaders are asked."""
    accept_expectations(the.nora, edition_id=the.expectations.pk, printed_name="Nora Example")
    return After(
        "awaiting_endorsement",
        7,
        mails=[
            (the.nora.email, "Your certificate is ready"),
            (the.hal.email, "Nora Example asks for your endorsement"),
            (the.lea.email, "Nora Example asks for your endorsement"),
        ],
        ledger=[
            ("Nora Example", "signed expectations"),
            ("the portal", "certificate"),
            ("the portal", "in_training → awaiting_endorsement"),
        ],
        history=[
            ("Acceptance", "Nora Example", "Expectations accepted"),
            ("Certificate", "the portal", "Training completed"),
        ],
    )


def endorsed(the: Journey) -> After:
    path.endorse(the.supporter, the.hal)
    return After(
        "active",
        8,
        mails=[(the.nora.email, "Your section endorses you as a peer supporter")],
        ledger=[
            ("Hal Example", "signed endorsement"),
            ("Hal Example", "awaiting_endorsement → active"),
        ],
        history=[("Endorsement", "Hal Example", "Endorsed")],
    )

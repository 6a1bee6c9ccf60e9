"""What people read of a new edition, of a standing that lapsed, and what leaders of a section are asked for."""

import pytest
from django.urls import reverse

from certification.models import LedgerEntry
from certification.selectors.standing import decisions_for
from certification.services.notices import ask_for_what_is_missing, tell_lapsed, tell_new_leader
from certification.services.standing import enter_what_changed, reassess
from curriculum.enums import Change
from curriculum.services.courses import ensure_module
from curriculum.services.editions import Publication, publish_expectations
from portal.accounts.services import end_access
from portal.common.time import today
from tests import path
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.test_standing import publish_later
from tests.certification.traces import emails, forget_emails, letter_to
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

LAPSED = "About your standing as a peer supporter"
CHANGED = "Something in the training changed"
ATTEST, ENDORSE = "Is Sam Example in good standing?", "Sam Example asks for your endorsement"


@pytest.fixture
def supporter(cast):
    return cast.supporter.supporter


@pytest.fixture
def active(cast, supporter):
    """Active since yesterday: attested until in five days, certified and endorsed until later."""
    with at(f"{days(-1)}"):
        train(supporter, run_program())
        rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY - 9)
        rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 9, NOW_DAY + 5)
    certificate = rows.certificate(supporter, NOW_DAY - 1, NOW_DAY + 99)
    rows.endorsement(supporter, cast.cardiology, cast.head, certificate, NOW_DAY - 1, NOW_DAY + 98)
    assert reassess(supporter, by=None).standing == "active"
    forget_emails()
    return supporter


# A new edition -------------------------------------------------------------------------------------


@pytest.fixture
def course(cast):
    """A course that the supporter, somebody off the path and somebody who left have learned."""
    program = path.run_program(by=cast.coordinator)
    gone = cast.other_supporter
    for person in (cast.supporter, cast.head, gone):
        path.answer(person, program.editions[0])
    for person in (cast.supporter, gone):
        path.accept(person, program)
    end_access(gone, by=None, why="Left")
    forget_emails()
    return program


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (0, "Please look at it now: from today it is asked of every supporter."),
        (
            1,
            "Please look at it before November 24, 2026. Until then everything that you did counts as before.",
        ),
    ],
)
def test_a_module_that_changed_says_by_when(cast, course, due, sentence):
    publish_later(course.editions[0], due_on=days(due), by=cast.editor)
    assert emails() == [(cast.supporter.email, CHANGED)]
    assert letter_to(cast.supporter)[:3] == [
        "Dear Sam Example,",
        "“Listening, again”, which you finished, has changed: The text changed.",
        f"{sentence} Only what changed must be read again.",
    ]


def test_a_new_module_says_what_it_is_about(cast, course):
    module = ensure_module(course.course, slug="pausing", title="Pausing", position=3, by=None)
    path.publish_module(module.slug, "Pausing", by=cast.editor)
    assert emails() == [(cast.supporter.email, CHANGED)]
    assert letter_to(cast.supporter)[:3] == [
        "Dear Sam Example,",
        "The training has a new module: Pausing. What pausing is.",
        "Please look at it now: from today it is asked of every supporter.",
    ]


@pytest.mark.parametrize(
    ("change", "due", "sentence"),
    [
        (Change.MINOR, None, None),
        (
            Change.MATERIAL,
            0,
            "Please read and sign them now: from today they are asked of every supporter.",
        ),
        (
            Change.MATERIAL,
            30,
            "Please read and sign them before December 23, 2026. Until then your signature counts as before.",
        ),
    ],
)
def test_expectations_that_changed(cast, course, change, due, sentence):
    publish_expectations(
        title="Expectations",
        intro="As a peer supporter I undertake to:",
        items=["attend", "listen"],
        meaning="Acceptance",
        said=Publication(change, "Shorter.", None if due is None else days(due)),
        by=cast.editor,
    )
    if sentence is None:
        assert emails() == []
        return
    assert emails() == [(cast.supporter.email, "The expectations changed")]
    assert letter_to(cast.supporter)[:3] == [
        "Dear Sam Example,",
        "The expectations of peer supporters, which you signed, have changed: Shorter.",
        sentence,
    ]


# A standing that lapses ----------------------------------------------------------------------------


def test_who_lapses_reads_what_is_missing_and_the_leaders_are_asked_for_it(cast, active):
    with at(f"{days(4)}"):
        assert enter_what_changed(by=None) == []
    with at(f"{days(5)}"):
        [entry] = enter_what_changed(by=None)
        assert (entry.before, entry.standing, entry.detail["unmet"]) == (
            "active",
            "lapsed",
            ["good_standing"],
        )
        assert sorted(emails()) == sorted(
            [
                (cast.supporter.email, LAPSED),
                (cast.head.email, "Is Sam Example still in good standing?"),
                (cast.leader.email, "Is Sam Example still in good standing?"),
            ]
        )
        assert enter_what_changed(by=None) == []
    greeting, sentence, link = letter_to(cast.supporter)
    assert greeting == "Dear Sam Example,"
    assert sentence.endswith("until it is resolved. What is missing: good standing.")
    assert link.endswith(reverse("certification:path"))


def test_an_endorsement_is_asked_for_only_while_a_certificate_is_in_force(cast, active):
    with at(f"{days(98)}"):
        decision = decisions_for([active.pk], today())[active.pk]
        assert [state.requirement for state in decision.unmet] == ["good_standing", "endorsement"]
        tell_lapsed([(active, decision)])
        assert (cast.head.email, "Sam Example asks for your endorsement again") in emails()
        sentence = letter_to(cast.supporter)[1]
        assert sentence.endswith("What is missing: good standing, endorsement.")
    forget_emails()
    with at(f"{days(99)}"):
        tell_lapsed([(active, decisions_for([active.pk], today())[active.pk])])
        assert {subject for to, subject in emails() if to == cast.head.email} == {
            "Is Sam Example still in good standing?"
        }


def test_everybody_who_lapses_on_a_day_is_told_and_nobody_else(cast, active):
    """The other supporter has never been active: their standing is entered, and they get no email."""
    LedgerEntry._base_manager.filter(supporter=cast.other_supporter.supporter).delete()
    with at(f"{days(5)}"):
        entries = enter_what_changed(by=None)
    assert [(each.supporter, each.before, each.standing) for each in entries] == [
        (active, "active", "lapsed"),
        (cast.other_supporter.supporter, "", "in_training"),
    ]
    assert [to for to, subject in emails() if subject == LAPSED] == [cast.supporter.email]


# What leaders of a section are asked for -----------------------------------------------------------


def test_who_has_not_said_yes_is_asked_for_by_nobody(cast, supporter):
    run_program()
    ask_for_what_is_missing(supporter)
    assert emails() == []
    rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY)
    ask_for_what_is_missing(supporter)
    assert sorted(emails()) == sorted([(cast.head.email, ATTEST), (cast.leader.email, ATTEST)])


def test_each_signature_that_is_missing_is_asked_for(cast, supporter):
    run_program()
    rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY)
    rows.certificate(supporter, NOW_DAY, NOW_DAY + 9)
    ask_for_what_is_missing(supporter)
    assert sorted(emails()) == sorted(
        (leader.email, subject)
        for leader in (cast.head, cast.leader)
        for subject in (ATTEST, ENDORSE)
    )
    forget_emails()
    rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY, NOW_DAY + 9)
    ask_for_what_is_missing(supporter)
    assert {subject for _to, subject in emails()} == {ENDORSE}


def test_nobody_signs_for_who_left(cast, supporter):
    run_program()
    rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY)
    rows.certificate(supporter, NOW_DAY, NOW_DAY + 9)
    end_access(cast.supporter, by=None, why="Left")
    forget_emails()
    ask_for_what_is_missing(supporter)
    assert emails() == []


# A new leader --------------------------------------------------------------------------------------


def appointed(cast, since=0):
    """A leader appointed with no signal, so that the email is the one under test."""
    made = rows.leadership(make_person("Nell Example"), cast.cardiology, NOW_DAY + since)
    forget_emails()
    return made


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (0, "1 colleague there waits for a signature of a section leader."),
        (1, "2 colleagues there wait for a signature of a section leader."),
    ],
)
def test_a_new_leader_reads_how_many_wait(cast, supporter, more, sentence):
    run_program()
    for _ in range(more):
        make_supporter(section=cast.cardiology)
    tenure = appointed(cast)
    tell_new_leader(tenure)
    assert emails() == [(tenure.person.email, "Colleagues wait for your signature")]
    greeting, said, link = letter_to(tenure.person)
    assert (greeting, said) == (
        "Dear Nell Example,",
        f"You are on record as a leader of Cardiology, Anschutz. {sentence}",
    )
    assert link.endswith(reverse("certification:endorsements"))


def test_a_leader_to_come_is_not_told_yet_and_one_whom_nobody_awaits_is_not_told(cast, supporter):
    run_program()
    tell_new_leader(appointed(cast, since=1))
    assert emails() == []
    rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY, NOW_DAY + 9)
    tell_new_leader(appointed(cast))
    assert emails() == []


def test_a_leader_of_long_ago_is_told_of_those_who_wait_today(cast, supporter):
    run_program()
    tenure = appointed(cast, since=-30)
    tell_new_leader(tenure)
    assert [to for to, _subject in emails()] == [tenure.person.email]
    assert tenure.since < TODAY


def test_a_leader_of_two_sections_is_told_of_the_one_that_is_new(cast, supporter):
    run_program()
    for _ in range(2):
        make_supporter(section=cast.surgery)
    tenure = appointed(cast)
    rows.leadership(tenure.person, cast.surgery, NOW_DAY - 9)
    tell_new_leader(tenure)
    assert letter_to(tenure.person)[1] == (
        "You are on record as a leader of Cardiology, Anschutz. "
        "1 colleague there waits for a signature of a section leader."
    )

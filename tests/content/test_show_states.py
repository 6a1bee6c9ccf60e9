"""The diagrams of states in docs/architecture.md are those of the code."""

from django.core.management import call_command

from certification.enums import NominationStatus, Standing
from certification.rules.gate import STANDINGS
from content.management.commands.show_states import BEGIN, END, as_markdown
from curriculum.enums import SignUpStatus
from tests.architecture.sources import ROOT


def test_the_map_shows_the_states_of_the_code(checked) -> None:  # type: ignore[no-untyped-def]
    text = (ROOT / "docs" / "architecture.md").read_text()
    shown = text.split(BEGIN)[1].split(END)[0].strip()
    assert shown == as_markdown()
    checked("lines of diagrams", len(shown.splitlines()), floor=30)


def test_the_command_prints_the_diagrams(capsys) -> None:  # type: ignore[no-untyped-def]
    call_command("show_states")
    assert capsys.readouterr().out.strip() == as_markdown()


def test_every_standing_has_one_rule() -> None:
    assert sorted(rule.standing for rule in STANDINGS) == sorted(Standing)


def test_an_answer_to_a_nomination_is_final() -> None:
    assert {each: each.may_become for each in NominationStatus} == {
        NominationStatus.OPEN: {
            NominationStatus.ACCEPTED,
            NominationStatus.DECLINED,
            NominationStatus.CLOSED,
        },
        NominationStatus.ACCEPTED: frozenset(),
        NominationStatus.DECLINED: frozenset(),
        NominationStatus.CLOSED: frozenset(),
    }


def test_a_place_goes_from_the_waitlist_to_the_session_and_never_back() -> None:
    assert {each: each.may_become for each in SignUpStatus} == {
        SignUpStatus.WAITING: {SignUpStatus.PLACE, SignUpStatus.WITHDRAWN},
        SignUpStatus.PLACE: {SignUpStatus.WITHDRAWN},
        SignUpStatus.WITHDRAWN: frozenset(),
    }
    assert SignUpStatus.before(SignUpStatus.PLACE) == [SignUpStatus.WAITING]
    assert SignUpStatus.before(SignUpStatus.WITHDRAWN) == [SignUpStatus.PLACE, SignUpStatus.WAITING]

"""The demonstration shows every stage, its sign-ins work, and loading it again changes nothing."""

import datetime as dt
import io
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from certification.enums import EntryKind, NominationStatus, Standing
from certification.models import LedgerEntry, Nomination, Supporter
from certification.selectors.standing import with_standing
from content.demo.people import CAST, COHORT, DANA, LEE, ROBIN, Stage
from curriculum.enums import Outcome, SignUpStatus
from curriculum.models import Attempt, Attendance, Bookmark, Session, SignUp
from curriculum.rules.progress import marked_parts
from portal.accounts.models import Person
from portal.accounts.sign_ins import read_sign_ins, sign_ins_path
from portal.common.installation import holds_demonstration
from portal.common.models import OutboxMessage
from portal.common.roles import Role, roles_of
from tests.clock import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module", autouse=True)
def loaded(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demonstration, loaded once for this module; what it said."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "VAR_DIR", tmp_path_factory.mktemp("var"))
        with time_machine.travel(NOW.astimezone(dt.UTC), tick=False):
            call_command("load_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


def load_again() -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def rows_of_every_table() -> dict[str, int]:
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: model._base_manager.count() for model in models}


def standings() -> dict[str, str]:
    everyone = with_standing(Supporter.objects.all(), TODAY)
    return dict(everyone.values_list("person__email", "standing"))


EXPECTED = {
    Stage.ACCEPTED: Standing.IN_TRAINING,
    Stage.ATTESTED: Standing.IN_TRAINING,
    Stage.READING: Standing.IN_TRAINING,
    Stage.WANTS_SESSION: Standing.IN_TRAINING,
    Stage.HAS_PLACE: Standing.IN_TRAINING,
    Stage.FULL: Standing.IN_TRAINING,
    Stage.WENT_YESTERDAY: Standing.IN_TRAINING,
    Stage.ABSENT: Standing.IN_TRAINING,
    Stage.EXCUSED: Standing.IN_TRAINING,
    Stage.WANTS_EXPECTATIONS: Standing.IN_TRAINING,
    Stage.WANTS_GOOD_STANDING: Standing.AWAITING_ENDORSEMENT,
    Stage.CERTIFIED: Standing.AWAITING_ENDORSEMENT,
    Stage.NOT_ENDORSED: Standing.AWAITING_ENDORSEMENT,
    Stage.ACTIVE: Standing.ACTIVE,
    Stage.PAUSED: Standing.PAUSED,
    Stage.WITHDRAWN: Standing.LAPSED,
    Stage.REVOKED: Standing.LAPSED,
    Stage.LAPSED: Standing.LAPSED,
    Stage.LEFT: Standing.INACTIVE,
}


def test_everybody_stands_where_their_stage_says() -> None:
    assert standings() == {
        colleague.email: EXPECTED[colleague.stage]
        for colleague in COHORT
        if colleague.stage in EXPECTED
    }
    assert set(standings().values()) == set(Standing.values)


def test_every_answer_to_a_nomination_appears() -> None:
    assert set(Nomination.objects.values_list("status", flat=True)) == set(NominationStatus.values)
    assert Nomination.objects.filter(nominee=None).count() == 3


def test_every_kind_of_place_and_of_attendance_appears() -> None:
    assert set(SignUp.objects.values_list("status", flat=True)) == set(SignUpStatus.values)
    assert set(Attendance.objects.values_list("outcome", flat=True)) == set(Outcome.values)
    assert Attendance.objects.filter(supersedes__isnull=False).count() == 2


def test_there_are_past_and_coming_and_cancelled_sessions_and_one_is_full() -> None:
    sessions = Session.objects.order_by("starts_at")
    coming = sessions.filter(starts_at__gt=NOW, cancelled_at=None)
    assert sessions.filter(starts_at__lt=NOW, cancelled_at=None).count() == 6
    assert sessions.exclude(cancelled_at=None).count() == 1
    taken = [
        Counter(session.sign_ups.values_list("status", flat=True))[SignUpStatus.PLACE]
        for session in coming
    ]
    free = [session.capacity - places for session, places in zip(coming, taken, strict=True)]
    assert [places > 0 for places in free] == [False, True, True]


def test_the_ledger_tells_it_in_the_order_of_time() -> None:
    entries = list(LedgerEntry.objects.order_by("pk"))
    moments = [entry.entered_at for entry in entries]
    assert moments == sorted(moments)
    assert max(moments) < NOW
    assert {entry.kind for entry in entries} == set(EntryKind.values)
    last = {entry.supporter.person.email: entry.standing for entry in entries if entry.standing}
    assert last == standings()


def test_no_mail_of_the_past_is_waiting_to_be_sent() -> None:
    assert OutboxMessage.objects.filter(sent_at=None).count() == 0


def test_the_supporter_of_the_sign_ins_is_in_the_middle_of_a_module() -> None:
    robin = Person.objects.get(email=ROBIN.email)
    read = {
        bookmark.edition: (len(bookmark.read), len(marked_parts(bookmark.edition.parts)))
        for bookmark in Bookmark.objects.filter(person=robin).select_related("edition")
    }
    assert [done == total for done, total in read.values()].count(False) == 1
    assert [0 < done < total for done, total in read.values()].count(True) == 1
    attempts = Attempt.objects.filter(person=robin).values_list("passed", flat=True)
    assert set(attempts) == {True, False}
    failed = Attempt.objects.filter(person=robin, passed=False)
    assert [0 < score < 80 for score in failed.values_list("score", flat=True)] == [True]


@pytest.mark.parametrize("leader", [DANA, LEE])
def test_something_waits_for_the_leaders(client: Client, leader) -> None:
    client.force_login(
        Person.objects.get(email=leader.email), "django.contrib.auth.backends.ModelBackend"
    )
    text = client.get("/endorsements/").content.decode()
    waiting = [
        colleague.name
        for colleague in COHORT
        if colleague.section == leader.section and colleague.stage == Stage.CERTIFIED
    ]
    assert waiting
    assert [name for name in waiting if name in text] == waiting


def test_each_sign_in_works_and_nobody_else_has_a_password(client: Client) -> None:
    sign_ins = read_sign_ins()
    assert [row.email for row in sign_ins] == [member.colleague.email for member in CAST]
    for row in sign_ins:
        answer = client.post("/accounts/login/", {"login": row.email, "password": row.password})
        assert (answer.status_code, answer["Location"]) == (302, "/my/")
        client.post("/accounts/logout/")
    others = Person.objects.exclude(email__in=[row.email for row in sign_ins])
    assert [person.email for person in others if person.has_usable_password()] == []
    assert len({row.password for row in sign_ins}) == len(CAST)
    assert Path(sign_ins_path()).stat().st_mode & 0o777 == 0o600


def test_the_cast_holds_every_role_and_one_holds_none() -> None:
    held = [roles_of(Person.objects.get(email=member.colleague.email)) for member in CAST]
    assert Counter(len(roles) for roles in held) == {1: len(CAST) - 1, 0: 1}
    assert frozenset().union(*held) == set(Role)


def test_a_second_time_is_quick_and_changes_nothing() -> None:
    before, file = rows_of_every_table(), sign_ins_path().read_text()
    began = time.perf_counter()
    assert load_again() == "The demonstration is here already; nothing was changed.\n"
    assert time.perf_counter() - began < 1
    assert (rows_of_every_table(), sign_ins_path().read_text()) == (before, file)


def test_who_lost_the_file_gets_new_passwords_for_the_sign_ins_alone(client: Client) -> None:
    lost = {row.email: row.password for row in read_sign_ins()}
    file = sign_ins_path().read_text()
    sign_ins_path().unlink()
    try:
        assert "written anew" in load_again()
        renewed = read_sign_ins()
        assert [row for row in renewed if lost[row.email] == row.password] == []
        answer = client.post(
            "/accounts/login/", {"login": renewed[0].email, "password": renewed[0].password}
        )
        assert answer.status_code == 302
    finally:
        sign_ins_path().write_text(file)


def test_a_real_installation_refuses_it(settings) -> None:
    settings.DEMONSTRATION_ALLOWED = False
    with pytest.raises(CommandError, match="real installation"):
        load_again()


def test_progress_is_shown(loaded: str) -> None:
    assert loaded.splitlines()[0] == "Starter program"
    assert loaded.splitlines()[-1].startswith("The demonstration is loaded: ")


def test_it_is_marked_as_invented(loaded: str) -> None:
    assert holds_demonstration()

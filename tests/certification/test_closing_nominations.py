"""Closing a nomination that was a mistake."""

import pytest
from django.core.exceptions import PermissionDenied

from certification.enums import NominationStatus
from certification.models import Nomination, Supporter
from certification.services.nominations import accept_nomination, close_nomination, nominate
from portal.common.models import OutboxMessage
from tests.certification.program import run_program
from tests.certification.test_nominations import ADDRESS, NEW, mails, nomination_of, refused
from tests.clock import TODAY
from tests.factories import make_person


def test_a_mistaken_nomination_is_closed_and_its_nominator_told(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(**NEW, by=cast.head)
    assert made is not None
    OutboxMessage.objects.all().delete()
    closed = close_nomination(made, by=cast.coordinator)
    assert close_nomination(made, by=cast.coordinator) == closed
    assert (closed.status, closed.answered_on) == (NominationStatus.CLOSED, TODAY)
    assert mails() == {(cast.head.email, "Your nomination was closed")}
    assert OutboxMessage.objects.count() == 1
    assert closed.history.first().history_user == cast.coordinator
    # The right one can be made, and an account that opens later finds that one alone.
    again = nominate(**NEW, by=cast.head)
    assert again is not None
    assert again != closed
    person = make_person("New Colleague", email=ADDRESS)
    assert set(Nomination.objects.values_list("pk", "nominee")) == {
        (closed.pk, None),
        (again.pk, person.pk),
    }


def test_only_who_oversees_the_program_closes(cast) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    for other in (cast.head, cast.stranger, cast.facilitator, cast.editor):
        with pytest.raises(PermissionDenied):
            close_nomination(made, by=other)
    assert close_nomination(made, by=cast.coordinator).status == NominationStatus.CLOSED


def test_what_was_answered_is_not_closed_and_what_was_closed_not_answered(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    answered = nomination_of(cast.stranger, cast.head)
    accept_nomination(answered, by=cast.stranger)
    assert refused(close_nomination, answered, by=cast.coordinator) == "transition"
    other = nomination_of(cast.facilitator, cast.head)
    close_nomination(other, by=cast.coordinator)
    assert refused(accept_nomination, other, by=cast.facilitator) == "transition"
    assert not Supporter.objects.filter(person=cast.facilitator).exists()

"""What time's passing brings: standings that changed by a date, certificates due, sessions to mark, email that waits."""

import logging
from dataclasses import dataclass

from certification.selectors.standing import supporters_due_a_certificate
from certification.services.certificates import issue_certificate
from certification.services.projecting import correct_differences, turn_over
from certification.services.standing import enter_what_changed
from curriculum.services.sessions.attendance import ask_for_marks
from portal.common.delivery import deliver_all
from portal.common.housekeeping import clear_away
from portal.common.time import today

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What a run did."""

    projections_corrected: int
    certificates: int
    certificates_failed: int
    standings: int
    sessions_asked: int
    mail_sent: int
    mail_waiting: int
    mail_given_up: int
    sessions_cleared: int
    tasks_cleared: int
    kept_forms_cleared: int
    tallies_cleared: int


def reconcile() -> Reconciled:
    """Compare what is projected with the records, and bring ledger, certificates, rosters and outbox up to today, and clear away what has ended.

    Idempotent: a second run finds nothing to do.

    The ledger says what the portal noticed: what came and went between two runs is not entered, so run it daily.
    A certificate that cannot be made is logged and tried again by the next run; the others are issued.
    """
    turn_over()
    corrected = correct_differences()
    # First the certificates: each asks the gate about its holder itself.
    issued, failed = _issue_certificates()
    standings = len(enter_what_changed(by=None))
    asked = ask_for_marks()
    return Reconciled(corrected, issued, failed, standings, asked, *deliver_all(), *clear_away())


def _issue_certificates() -> tuple[int, int]:
    issued = failed = 0
    for supporter in supporters_due_a_certificate(today()):
        try:
            issued += issue_certificate(supporter) is not None
        except Exception:  # whatever ails one document, the others must be issued
            logger.exception("The certificate of supporter %s could not be issued.", supporter.pk)
            failed += 1
    return issued, failed

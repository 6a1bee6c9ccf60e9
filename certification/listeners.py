"""What certification does when a lower room tells it something."""

import datetime as dt
from typing import Any

from certification.enums import EntryKind
from certification.models import LedgerEntry, Supporter
from certification.rules.gate import LEFT
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.expectations import EXPECTATIONS
from certification.selectors.policy import policy_on
from certification.selectors.sources import kinds_of, sources
from certification.selectors.supporters import supporter_of
from certification.services.certificates import (
    issue_after_commit,
    issue_what_is_due,
    revoke_unattended,
)
from certification.services.ledger import enter_signature
from certification.services.nominations import link_nominations
from certification.services.notices import (
    ask_for_what_is_missing,
    tell_new_leader,
    tell_of_refused_email,
    tell_who_must_look_again,
)
from certification.services.projecting import note_movement, project_later
from certification.services.standing import (
    lock_supporter_of,
    reassess,
    reassess_all,
    reassess_all_told,
)
from certification.signals import training_completed
from curriculum.models import Acceptance, Attendance, PublishedText
from curriculum.services.sessions.places import give_back_places
from curriculum.signals import course_changed, learned, published
from portal.accounts.models import Person
from portal.accounts.signals import access_ended, account_opened
from portal.common.models import OutboxMessage
from portal.common.signals import email_refused
from portal.common.time import today
from portal.sections.models import Leadership, Membership
from portal.sections.signals import leader_appointed, section_joined


def connect() -> None:
    """Listen to the curriculum and to accounts."""
    learned.connect(after_learning, dispatch_uid="certification.after_learning")
    published.connect(after_publishing, dispatch_uid="certification.after_publishing")
    course_changed.connect(after_course_change, dispatch_uid="certification.after_course_change")
    account_opened.connect(after_opening, dispatch_uid="certification.after_opening")
    access_ended.connect(after_leaving, dispatch_uid="certification.after_leaving")
    leader_appointed.connect(after_appointing, dispatch_uid="certification.after_appointing")
    training_completed.connect(after_training, dispatch_uid="certification.after_training")
    email_refused.connect(after_refusal, dispatch_uid="certification.after_refusal")
    section_joined.connect(after_moving, dispatch_uid="certification.after_moving")


def after_learning(
    sender: Any, *, person: Person, on: dt.date, by: Person | None, **_: Any
) -> None:
    """Enter what the person signed, revoke what was certified in error, and ask the gate.

    Nothing happens for people who are not on the path.
    """
    supporter = lock_supporter_of(person)
    if supporter is None:
        return
    kinds = kinds_of(sender)
    if sender is Acceptance:
        _enter_acceptances(supporter)
    else:
        note_movement([supporter.pk], on=on)
    if sender is Attendance and revoke_unattended(supporter, by=by):
        # Endorsements end with their certificate.
        kinds += (CERTIFICATE, ENDORSEMENT)
    reassess(supporter, by=by, kinds=kinds)


def after_training(sender: Any, *, supporters: list[Supporter], **_: Any) -> None:
    """Supporters who have met every training requirement get a certificate, once."""
    issue_after_commit(supporters)


def after_publishing(sender: Any, *, edition: PublishedText, **_: Any) -> None:
    """Tell whom the edition asks to look again, and ask the gate about everybody if it changes today's requirements.

    What changes on a later day is projected now, and entered by `manage.py reconcile` when the day has come.
    """
    tell_who_must_look_again(edition)
    if edition.changes_duties(today()):
        reassess_all_told(by=edition.published_by)
    elif edition.due_on is not None:
        project_later(kinds=sources())


def after_refusal(sender: Any, *, message: OutboxMessage, **_: Any) -> None:
    """A mail server refused an email for good: the coordinators learn of it."""
    tell_of_refused_email(message)


def after_opening(sender: Any, *, person: Person, by: Person | None, **_: Any) -> None:
    """People nominated before they had an account may answer now."""
    link_nominations(person, by=by)


def after_course_change(sender: Any, *, by: Person | None, **_: Any) -> None:
    """A module left the course or came back: that changes what everybody must have done."""
    reassess_all(by=by, kinds=())
    issue_what_is_due()


def after_leaving(sender: Any, *, person: Person, by: Person | None, **_: Any) -> None:
    """Whose access ended is inactive, and takes nobody's seat.

    The seats come first: sessions are locked before supporters by everybody who locks both.
    """
    give_back_places(person, by=by)
    supporter = lock_supporter_of(person)
    if supporter is not None:
        reassess(supporter, by=by, kinds=[LEFT])


def after_appointing(sender: Any, *, leadership: Leadership, by: Person | None, **_: Any) -> None:
    """New section leaders are told who needs their signature."""
    if policy_on(today()) is not None:
        tell_new_leader(leadership)


def after_moving(sender: Any, *, membership: Membership, by: Person | None, **_: Any) -> None:
    """The leaders of the new section are asked for what still needs a signature."""
    supporter = supporter_of(membership.person)
    if supporter is not None and policy_on(today()) is not None:
        ask_for_what_is_missing(supporter)


def _enter_acceptances(supporter: Supporter) -> None:
    """Enter what the person signed, before the first policy too; before it, nothing can be entered."""
    if policy_on(today()) is None:
        return
    entered = LedgerEntry.objects.filter(
        supporter=supporter, kind=EntryKind.SIGNATURE, detail__kind=EXPECTATIONS
    ).values_list("detail__record", flat=True)
    for acceptance in Acceptance.objects.filter(person=supporter.person_id).exclude(
        pk__in=list(entered)
    ):
        enter_signature(supporter, record=acceptance, kind=EXPECTATIONS, by=acceptance.person)

"""Nominating a colleague, the colleague's answer, and closing a nomination that was a mistake."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from certification.enums import NominationStatus, Standing
from certification.models import Nomination, Supporter
from certification.selectors.standing import decisions_for
from certification.selectors.supporters import supporter_of
from certification.services.asking import ask_for_good_standing, tell_coordinators
from certification.services.standing import lock_supporter_of, reassess
from portal.accounts.addresses import read_hospital_address
from portal.accounts.invitations import link_is_good_for_days, password_link
from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock, lock_all
from portal.common.names import read_name
from portal.common.outbox import post
from portal.common.permissions import require
from portal.common.roles import forget_roles
from portal.common.signatures import fingerprint
from portal.common.time import now, today

_LONGEST_NAME = 150


class Nominee(NamedTuple):
    """Somebody as a colleague names them."""

    name: str
    email: str


def nominate(*, name: str, email: str, by: Person) -> Nomination | None:
    """Nominate a colleague by name and address; emails the colleague, or the coordinators where there is no account.

    The same open nomination by the same person is returned, and nobody is emailed twice. None when the colleague
    is on the path already. Trusts its caller to tell nobody so (`hand_in_nomination`).
    Refuses an empty name (`name`), what is no address (`email`) or not the hospital's (`domain`), and oneself (`self`).
    """
    name, email = read_nominee(name=name, email=email, by=by)
    with recorded(by=by, why="Nominated by a colleague"):
        nominee = person_with_email(email)
        _lock(by, nominee)
        if nominee is not None and _is_on_the_path(nominee):
            return None
        nomination = Nomination.objects.filter(
            nominator=by, nominee_email__iexact=email, status=NominationStatus.OPEN
        ).first()
        if nomination is not None:
            return nomination
        nomination = Nomination(
            nominee_name=name,
            nominee_email=email,
            nominee=nominee,
            nominator=by,
            nominated_at=now(),
        )
        nomination.save()
        _tell_of(nomination)
    return nomination


def read_nominee(*, name: str, email: str, by: Person) -> Nominee:
    """The nominee as typed, tidied. Refuses what `nominate` refuses."""
    nominee = Nominee(_read_name(name), read_hospital_address(email))
    if nominee.email == by.email.lower():
        raise Refusal(
            _("This is your own address. Ask a colleague to nominate you."),
            code="self",
            field="email",
        )
    return nominee


def _lock(*people: Person | None) -> None:
    """Lock people in the order of their numbers, so that two who nominate each other do not wait for one another."""
    numbers = [person.pk for person in people if person is not None]
    list(lock_all(Person.objects.filter(pk__in=numbers)).order_by("pk"))


def _read_name(typed: str) -> str:
    name = read_name(typed)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Refusal(_("Write your colleague’s name."), code="name", field="name")
    return name


def _is_on_the_path(nominee: Person) -> bool:
    """Whether there is nothing to nominate for."""
    supporter = supporter_of(nominee)
    if supporter is None:
        return False
    if decisions_for([supporter.pk], today())[supporter.pk].standing == Standing.ACTIVE:
        return True
    return Nomination.objects.filter(nominee=nominee, status=NominationStatus.ACCEPTED).exists()


def _tell_of(nomination: Nomination) -> None:
    if nomination.nominee is not None:
        tell_nominee(nomination)
    else:
        tell_coordinators(
            "Somebody without an account was nominated",
            template="account_needed",
            about=f"account {fingerprint(nomination.nominee_email.lower())[:40]}",
            nomination=nomination,
        )


def tell_nominee(nomination: Nomination) -> None:
    """Email the nominee that a colleague would like them to be a supporter; in the caller's transaction."""
    post(
        nomination.nominee_email,
        _("A colleague nominated you as a peer supporter"),
        "nominated",
        # Their own name, not the words that the nominator typed in its place.
        name=nomination.nominee.name if nomination.nominee else nomination.nominee_name,
        nomination=nomination,
    )


def _invite(person: Person, nomination: Nomination) -> None:
    post(
        person.email,
        _("A colleague nominated you as a peer supporter"),
        "invitation",
        name=person.name,
        nominator=nomination.nominator.full_name,
        link=password_link(person),
        days=link_is_good_for_days(),
    )


def accept_nomination(nomination: Nomination, *, by: Person) -> Supporter:
    """The nominee's yes, to every nomination of them that is open.

    It brings the person onto the path, once; their section's leaders are asked to attest good standing. Each nominator
    learns the answer. Refuses anybody but the nominee (`not_yours`) and a nomination that was answered before or closed
    (`transition`).
    """
    with recorded(by=by, why="Nomination accepted"):
        _answer_all(nomination, by, NominationStatus.ACCEPTED)
        supporter = _bring_onto_the_path(by)
    forget_roles(by)
    return supporter


def decline_nomination(nomination: Nomination, *, by: Person) -> None:
    """The nominee's no, to every nomination of them that is open; each nominator learns it.

    Refuses what `accept_nomination` refuses.
    """
    with recorded(by=by, why="Nomination declined"):
        _answer_all(nomination, by, NominationStatus.DECLINED)


def _answer_all(nomination: Nomination, person: Person, answer: NominationStatus) -> None:
    if nomination.nominee_id != person.pk:
        raise Refusal(_("This nomination is not addressed to you."), code="not_yours")
    _lock(person)
    # The rows too: a coordinator may close one at this very moment.
    waiting = lock_all(
        Nomination.objects.filter(
            Q(pk=nomination.pk) | Q(nominee=person, status=NominationStatus.OPEN)
        )
    )
    found = {each.pk: each for each in waiting.select_related("nominator").order_by("pk")}
    current = found.pop(nomination.pk)
    if answer not in NominationStatus(current.status).may_become:
        raise Refusal(
            _("This nomination was closed, or you have answered it already."), code="transition"
        )
    for each in (current, *found.values()):
        _answer(each, answer)


def close_nomination(nomination: Nomination, *, by: Person) -> Nomination:
    """Close an open nomination that was a mistake: a wrong address, somebody who asked not to be asked.

    Requires `program.oversee` (PermissionDenied). The nominator is told, the nominee is not; a new nomination
    stays possible. Idempotent. Refuses one that was answered (`transition`).
    """
    require(by, "program.oversee")
    with recorded(by=by, why="Nomination closed"):
        current = lock(nomination)
        if current.status == NominationStatus.CLOSED:
            return current
        if NominationStatus.CLOSED not in NominationStatus(current.status).may_become:
            raise Refusal(
                _("%(nominee_name)s has answered this nomination already.")
                % {"nominee_name": current.nominee_name},
                code="transition",
            )
        _end(current, NominationStatus.CLOSED)
        post(
            current.nominator.email,
            _("Your nomination was closed"),
            "nomination_closed",
            name=current.nominator.name,
            nomination=current,
        )
    return current


def _end(nomination: Nomination, status: NominationStatus) -> None:
    nomination.status = status
    nomination.answered_at = now()
    nomination.answered_on = today()
    nomination.save()


def _answer(nomination: Nomination, answer: NominationStatus) -> None:
    _end(nomination, answer)
    accepted = answer == NominationStatus.ACCEPTED
    post(
        nomination.nominator.email,
        _("Your nomination was answered"),
        "nomination_accepted" if accepted else "nomination_declined",
        name=nomination.nominator.name,
        nomination=nomination,
    )


def _bring_onto_the_path(person: Person) -> Supporter:
    supporter = lock_supporter_of(person)
    if supporter is None:
        supporter = Supporter(person=person, since=today())
        supporter.save()
    ask_for_good_standing(supporter)
    reassess(supporter, by=person)
    return supporter


def link_nominations(person: Person, *, by: Person | None) -> list[Nomination]:
    """Address the open nominations of a new account's email to the person who has it now.

    Tells each of them, and how to choose a password who has none yet.
    """
    waiting = Nomination.objects.filter(
        Q(nominee__isnull=True), nominee_email__iexact=person.email, status=NominationStatus.OPEN
    )
    with recorded(by=by, why="The nominee has an account now"):
        linked = list(lock_all(waiting))
        for nomination in linked:
            nomination.nominee = person
            nomination.save()
    if linked and not person.has_usable_password():
        _invite(person, linked[0])
        return linked
    for nomination in linked:
        tell_nominee(nomination)
    return linked

"""Writes about sections: what there is, who belongs, who leads."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.intervals import overlaps
from portal.common.locks import lock
from portal.common.permissions import require
from portal.common.roles import forget_roles
from portal.common.time import today
from portal.sections.models import Campus, Leadership, Membership, Section
from portal.sections.signals import leader_appointed, section_joined


def join_section(
    person: Person, *, section: Section, by: Person | None, since: dt.date | None = None, why: str
) -> Membership:
    """Place a person in a section from a date; whatever was planned from that date on ends before it begins.

    Trusts its caller.
    """
    since = since or today()
    with recorded(by=by, why=why):
        lock(person)
        reaching = Membership.objects.filter(overlaps(since, None), person=person).order_by(
            "since", "pk"
        )
        for tenure in reaching:
            if tenure.section_id == section.pk and tenure.since <= since and not tenure.until:
                return tenure
            tenure.until = max(since, tenure.since)
            tenure.save()
        membership = Membership(person=person, section=section, since=since)
        membership.save()
        section_joined.send(Membership, membership=membership, by=by)
        return membership


def appoint_leader(
    person: Person,
    *,
    section: Section,
    kind: Leadership.Kind,
    by: Person | None,
    since: dt.date | None = None,
    why: str,
) -> Leadership:
    """Make a person head or leader of a section from a date; a new head ends the tenure of the one before.

    Whatever was planned from that date on, of this person or of another head, ends before it begins. Trusts its caller. Refuses people without access (`left`).
    """
    if not person.is_active:
        raise Refusal(
            _("%(name)s has no access any more.") % {"name": person.name},
            code="left",
            field="email",
        )
    since = since or today()
    with recorded(by=by, why=why):
        lock(section)
        reaching = Leadership.objects.filter(overlaps(since, None), section=section)
        held = reaching.filter(person=person, kind=kind, since__lte=since, until=None).first()
        if held:
            return held
        gives_way = Q(person=person)
        if kind == Leadership.Kind.HEAD:
            gives_way |= Q(kind=kind)
        for before in reaching.filter(gives_way).order_by("since", "pk"):
            end_leadership(before, by=by, until=since, why=why)
        leadership = Leadership(person=person, section=section, kind=kind, since=since)
        leadership.save()
        leader_appointed.send(Leadership, leadership=leadership, by=by)
    forget_roles(person)
    return leadership


def appoint_leader_by_address(
    section: Section, *, email: str, kind: Leadership.Kind, by: Person
) -> Leadership:
    """`appoint_leader` from today on, for the person with this address.

    Requires `section.keep`. Refuses an address without an account (`unknown`), and people without access (`left`).
    """
    require(by, "section.keep")
    person = person_with_email(email)
    if person is None:
        raise Refusal(
            _(
                "Nobody has an account with this address. Check it, or ask the portal’s operator to open one."
            ),
            code="unknown",
            field="email",
        )
    return appoint_leader(
        person, section=section, kind=kind, by=by, why="Appointed by the program office"
    )


def end_leadership(
    leadership: Leadership, *, by: Person | None, until: dt.date | None = None, why: str
) -> None:
    """End a tenure; it stays on record for every date it covered.

    One that ends by then keeps its end: nobody leads again because somebody ends it once more. Trusts its caller.
    """
    with recorded(by=by, why=why):
        current = lock(leadership)
        ends = max(until or today(), current.since)
        if current.until is None or current.until > ends:
            current.until = ends
            current.save()
    forget_roles(current.person)


def ensure_campus(
    slug: str, *, name: str, by: Person | None, full_name: str = "", position: int = 0
) -> tuple[Campus, bool]:
    """The campus with this slug, made if there is none; True when it was made. An existing one keeps its names.

    Trusts its caller.
    """
    with recorded(by=by, why="Campus added"):
        campus = Campus.objects.filter(slug=slug).first()
        if campus is not None:
            return campus, False
        campus = Campus(slug=slug, name=name, full_name=full_name, position=position)
        campus.save()
        return campus, True


def ensure_section(
    campus: Campus, *, slug: str, name: str, by: Person | None
) -> tuple[Section, bool]:
    """The section with this slug, made if there is none; True when it was made. An existing one keeps its name.

    Trusts its caller.
    """
    with recorded(by=by, why="Section added"):
        section = Section.objects.filter(slug=slug).first()
        if section is not None:
            return section, False
        section = Section(campus=campus, slug=slug, name=name)
        section.save()
        return section, True

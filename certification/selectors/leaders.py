"""Which supporters a section leader may act on, and which leaders may act on a supporter."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, F, Q, QuerySet

from certification.models import Supporter
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.selectors.facts import facts_in_force
from certification.selectors.requirements.endorsement import declined_on
from portal.accounts.models import Person
from portal.common.intervals import covers
from portal.common.time import today
from portal.sections.models import Leadership, Membership, Section
from portal.sections.selectors import sections_led_by


def supporters_led_by(leader: Person, on: dt.date | None = None) -> QuerySet[Supporter]:
    """Supporters with access who work in a section that this person leads on a date; never the leader's own row.

    Annotated with `section_id`, the section that they work in.
    """
    on = on or today()
    led = sections_led_by(leader, on).order_by().values("pk")
    works_there = Q(person__memberships__section__in=led)
    return (
        # From the sections on: nobody who works elsewhere is looked at.
        Supporter.objects.filter(covers(on, "person__memberships__") & works_there)
        .annotate(section_id=F("person__memberships__section"))
        .filter(Q(person__left_on__isnull=True) | Q(person__left_on__gt=on), person__is_active=True)
        .exclude(person=leader)
        .select_related("person")
    )


def first_leader_of(person: Person, on: dt.date) -> Leadership | None:
    """The head, or the first other leader, of the section in which a person works on a date; never the person."""
    led = Leadership.objects.filter(
        covers(on),
        covers(on, "section__memberships__"),
        section__memberships__person=person,
        person__is_active=True,
    ).exclude(person=person)
    return led.select_related("person").order_by("kind", "person__name", "pk").first()


def may_sign_for(
    leader: Person,
    supporter: Supporter,
    on: dt.date | None = None,
    *,
    section: Section | None = None,
) -> bool:
    """Whether this person leads, on a date, the section that the supporter works in, and is somebody else.

    `section` is the one that it must be; None: any.
    """
    led = supporters_led_by(leader, on).filter(pk=supporter.pk)
    if section is not None:
        led = led.filter(section_id=section.pk)  # type: ignore[misc]  # annotated
    return led.exists()


def leaders_for_each(
    supporters: Iterable[Supporter], on: dt.date | None = None
) -> dict[int, list[Person]]:
    """For each supporter (id) the leaders, other than the supporter, of the section in which they work: two statements."""
    on = on or today()
    people = {supporter.pk: supporter.person_id for supporter in supporters}
    works = Membership.objects.filter(covers(on), person__in=people.values())
    section = dict(works.order_by("since", "pk").values_list("person", "section"))
    led = Leadership.objects.filter(
        covers(on), section__in=set(section.values()), person__is_active=True
    )
    leaders: dict[int | None, dict[int, Person]] = defaultdict(dict)
    for leadership in led.select_related("person").order_by("person__name", "person"):
        leaders[leadership.section_id][leadership.person_id] = leadership.person
    return {
        pk: [leader for leader in leaders[section.get(person)].values() if leader.pk != person]
        for pk, person in people.items()
    }


def signatures_awaited_from(leader: Person, on: dt.date, section: Section | None = None) -> int:
    """How many supporters of the sections that a person leads, or of one of them, wait for a signature of a leader.

    A supporter whom a leader declined under the certificate in force waits for the program office instead, until a
    leader endorses them.
    """
    attested = Exists(facts_in_force(GOOD_STANDING, on))
    certified = Exists(facts_in_force(CERTIFICATE, on))
    endorsed = Exists(facts_in_force(ENDORSEMENT, on))
    waiting = ~Q(attested) | (Q(certified) & ~Q(endorsed) & ~Q(declined_on(on)))
    supporters = supporters_led_by(leader, on)
    if section is not None:
        supporters = supporters.filter(section_id=section.pk)  # type: ignore[misc]  # annotated
    return supporters.filter(waiting).count()

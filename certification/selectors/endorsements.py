"""What a section leader is asked to sign, and what they and their colleagues have signed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Exists, F, IntegerField, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from certification.enums import LeaderDecision
from certification.models import Certificate, Endorsement, Supporter
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.selectors.achievements import Achievements, achievements_of
from certification.selectors.facts import counting, facts_in_force
from certification.selectors.leaders import supporters_led_by
from certification.selectors.requirements.endorsement import declined_on
from portal.accounts.models import Person
from portal.sections.models import Section
from portal.sections.selectors import sections_led_by


@dataclass(frozen=True, slots=True)
class Colleague:
    """A supporter as a leader of their section sees them."""

    supporter: Supporter
    section: Section
    done: Achievements
    endorsement: Endorsement | None
    declined: Endorsement | None

    @property
    def needs_good_standing(self) -> bool:
        return not self.done.attested

    @property
    def needs_endorsement(self) -> bool:
        return self.done.certificate is not None and self.endorsement is None


def colleagues_to_list(leader: Person, on: dt.date) -> list[int]:
    """The supporters (ids) of the sections that a person leads who wait for a signature or are endorsed: first those who
    wait for a statement of good standing, then for an endorsement, those declined, the endorsed; each by name.

    One statement, which reads each of them once: their number is the length of the list.
    """
    turn = Case(
        When(~Q(Exists(facts_in_force(GOOD_STANDING, on))), then=Value(0)),
        When(Q(Exists(facts_in_force(ENDORSEMENT, on))), then=Value(3)),
        When(~Q(Exists(facts_in_force(CERTIFICATE, on))), then=Value(None)),
        When(Q(declined_on(on)), then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    led = supporters_led_by(leader, on).annotate(turn=turn).order_by("turn", "person__name", "pk")
    return [pk for pk, place in led.values_list("pk", F("turn")) if place is not None]


def colleague_of(leader: Person, on: dt.date, supporter: int) -> Colleague | None:
    """A supporter (id) of a section that a person leads, as they see them; None for anybody else."""
    found = as_colleagues([supporter], leader, sections_led_by(leader, on), on)
    return found[0] if found else None


def as_colleagues(
    supporters: Collection[int], leader: Person, sections: Iterable[Section], on: dt.date
) -> list[Colleague]:
    """Those of the supporters (ids) who work in a section that a person leads, in the order given, with what they have
    done and what was decided about them. `sections` are those that the person leads.

    The number of statements does not depend on the number of supporters.
    """
    led = supporters_led_by(leader, on).in_bulk(supporters)
    by_key = {section.pk: section for section in sections}
    done = achievements_of(led, on)
    decided = _decided(done)
    return [
        Colleague(
            led[pk],
            by_key[led[pk].section_id],  # type: ignore[attr-defined]  # annotated
            done[pk],
            *_standing_of(done[pk], decided[pk]),
        )
        for pk in supporters
        if pk in led
    ]


def _decided(done: Mapping[int, Achievements]) -> Mapping[int, list[Endorsement]]:
    """Decisions about supporters (ids), the newest last: under the certificate in force, and the endorsement in force."""
    certificates = [each.certificate.pk for each in done.values() if each.certificate]
    endorsements = [each.endorsement for each in done.values() if each.endorsement]
    found: defaultdict[int, list[Endorsement]] = defaultdict(list)
    rows = Endorsement.objects.filter(Q(certificate__in=certificates) | Q(pk__in=endorsements))
    for row in rows.select_related("signer").order_by("signed_at", "pk"):
        found[row.supporter_id].append(row)
    return found


def _standing_of(
    done: Achievements, decided: Iterable[Endorsement]
) -> tuple[Endorsement | None, Endorsement | None]:
    """The endorsement in force, and the last decision under the certificate in force if it declined."""
    endorsement = last = None
    for row in decided:
        if row.pk == done.endorsement:
            endorsement = row
        if done.certificate is not None and row.certificate_id == done.certificate.pk:
            last = row
    declined = last is not None and last.decision == LeaderDecision.DECLINED
    return endorsement, last if declined else None


def endorsement_in_force(supporter: Supporter, on: dt.date) -> Endorsement | None:
    """The endorsement that is in force on a date, if there is one."""
    return _signed(ENDORSEMENT, [supporter.pk], on).get(supporter.pk)


def endorsement_is_in_force(endorsement: Endorsement, on: dt.date) -> bool:
    """Whether this very endorsement counts on a date."""
    rows = counting(ENDORSEMENT, [endorsement.supporter_id], on)
    return bool(rows.filter(pk=endorsement.pk).exists())


def own_endorsement(signer: Person, supporter: int) -> Endorsement | None:
    """The last endorsement of a supporter (id) that this person signed, in force or not."""
    signed = Endorsement.objects.filter(
        signer=signer, supporter=supporter, decision=LeaderDecision.ENDORSED
    )
    return signed.select_related("supporter__person", "signer").last()


def standing_decline(
    supporter: Supporter, certificate: Certificate, signer: Person
) -> Endorsement | None:
    """A leader's own decline under a certificate, unless an endorsement followed it. Other leaders' declines don't count."""
    decided = Endorsement.objects.filter(supporter=supporter, certificate=certificate)
    endorsed = decided.filter(decision=LeaderDecision.ENDORSED).order_by("-pk").values("pk")[:1]
    since = Coalesce(Subquery(endorsed), Value(0))
    return decided.filter(decision=LeaderDecision.DECLINED, signer=signer, pk__gt=since).last()


def _signed(kind: str, supporters: Iterable[int], on: dt.date) -> dict:
    rows = counting(kind, supporters, on).select_related("signer").order_by("signed_at", "pk")
    return {row.supporter_id: row for row in rows}

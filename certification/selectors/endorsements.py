"""What a section leader is asked to sign, and what they and their colleagues have signed."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, IntegerField, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from certification.enums import LeaderDecision
from certification.models import Attestation, Certificate, Endorsement, Supporter
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
    attestation: Attestation | None
    endorsement: Endorsement | None
    declined: Endorsement | None

    @property
    def needs_good_standing(self) -> bool:
        return self.attestation is None

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
    found = as_colleagues([supporter], leader, on)
    return found[0] if found else None


def as_colleagues(supporters: Collection[int], leader: Person, on: dt.date) -> list[Colleague]:
    """Those of the supporters (ids) who work in a section that a person leads, in the order given, with what they have
    done and what was signed for them.

    The number of statements does not depend on the number of supporters.
    """
    led = supporters_led_by(leader, on).in_bulk(supporters)
    ids = [pk for pk in supporters if pk in led]
    rows = [led[pk] for pk in ids]
    sections = {section.pk: section for section in sections_led_by(leader, on)}
    done = achievements_of(ids, on)
    attestations = _signed(GOOD_STANDING, ids, on)
    endorsements = _signed(ENDORSEMENT, ids, on)
    declined = _declined(done)
    return [
        Colleague(
            row,
            sections[row.section_id],  # type: ignore[attr-defined]  # annotated
            done[row.pk],
            attestations.get(row.pk),
            endorsements.get(row.pk),
            declined.get(row.pk),
        )
        for row in rows
    ]


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


def _declined(done: dict[int, Achievements]) -> dict[int, Endorsement]:
    """Supporters whose last decision under the certificate in force was not to endorse them."""
    certificates = [each.certificate.pk for each in done.values() if each.certificate]
    rows = (
        Endorsement.objects.filter(certificate__in=certificates)
        .select_related("signer")
        .order_by("signed_at", "pk")
    )
    last = {row.supporter_id: row for row in rows}
    return {pk: row for pk, row in last.items() if row.decision == LeaderDecision.DECLINED}

"""Reads about certificates, and what a certificate would claim of somebody today."""

import datetime as dt

from django.db.models import QuerySet

from certification.codes import as_stored
from certification.enums import CertificateStatus
from certification.models import Certificate, Fact, Supporter
from certification.rules.claims import Claims, ListedEdition, Undrawable
from certification.rules.gate import Decision
from certification.rules.intervals import Interval
from certification.rules.kinds import Asked, Facts
from certification.rules.requirements import kinds
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.live_session import ATTENDANCE, LIVE_SESSION
from certification.rules.requirements.training import COMPLETION, TRAINING
from certification.selectors.facts import counting, fact_rows
from certification.selectors.policy import terms_on
from curriculum.models import Completion, Course
from portal.accounts.models import Person
from portal.common.intervals import covers
from portal.common.time import now, today
from portal.common.typefaces import unprintable

# So long before its end a certificate can be renewed.
RENEWABLE = dt.timedelta(days=60)


def claims_of(supporter: Supporter, on: dt.date) -> Claims | None:
    """What a certificate would say: the newest edition in force of each required module; None without a policy."""
    terms = terms_on(on)
    if terms is None:
        return None
    training = terms.of(TRAINING)
    person = Person.objects.get(supporter=supporter.pk)
    parts = tuple(
        ListedEdition(edition.title, edition.number, edition.minutes, edition.content_hash)
        for edition in (completion.edition for completion in _completions(supporter, training, on))
    )
    return Claims(person.full_name, _course_of(training), parts)


def undrawable_of(supporter: Supporter, decision: Decision, on: dt.date) -> Undrawable:
    """What keeps a certificate that is due on a date from being made; asks nothing while none is due."""
    state = decision.state(CERTIFICATE)
    if state is None or state.met or not decision.training_is_met:
        return Undrawable()
    claims = claims_of(supporter, on)
    if claims is None or certificates_not_revoked().filter(supporter=supporter).exists():
        return Undrawable()
    titles = [claims.course, *(part.title for part in claims.parts)]
    return Undrawable(unprintable(claims.holder), unprintable("".join(titles)))


def _course_of(asked: Asked | None) -> str:
    """The title of the course; of a policy that asks for none, what was taught has no title."""
    course = asked.parameters.course if asked else None
    return "" if course is None else Course.objects.get(pk=course).title


def _completions(supporter: Supporter, asked: Asked | None, on: dt.date) -> list[Completion]:
    if asked is None:
        return []
    rows = (
        counting(COMPLETION, [supporter.pk], on)
        .filter(edition__module__in=asked.modules)
        .select_related("edition")
        .order_by("edition__module__position", "edition__module", "edition__number")
    )
    newest = {completion.edition.module_id: completion for completion in rows}
    return list(newest.values())


def standing_certificate(supporter: Supporter) -> Certificate | None:
    """The newest certificate that a supporter was issued and that was not revoked, in force or not."""
    return certificates_not_revoked().filter(supporter=supporter).defer("document").last()


def is_renewable(certificate: Certificate, on: dt.date) -> bool:
    """Whether a certificate that stands has ended on a date, or ends soon after it."""
    return certificate.expires_on <= on + RENEWABLE


def certificates_not_revoked() -> QuerySet[Certificate]:
    """Certificates that stand, in force or expired: their holders are issued no other."""
    return Certificate.objects.filter(revoked_on__isnull=True)


def session_to_begin(supporter: Supporter) -> dt.datetime | None:
    """When the last live session begins that a certificate would rest on; None where it has begun, or none is needed.

    People marked at the door, before the session, have not been taught yet.
    """
    terms = terms_on(today())
    asked = terms.of(LIVE_SESSION) if terms else None
    if asked is None:
        return None
    attended = counting(ATTENDANCE, [supporter.pk], today()).filter(
        f_subject=asked.parameters.session_kind
    )
    starts = list(
        attended.order_by("session__starts_at").values_list("session__starts_at", flat=True)
    )
    last = starts[asked.parameters.count - 1 :][:1]
    return last[0] if last and last[0] > now() else None


def rests_on_attendance(certificate: Certificate) -> bool:
    """Whether its holder attended, as marked last, by the day of issue, as far as the policy of that day asked for it."""
    terms = terms_on(certificate.issued_on)
    asked = terms.of(LIVE_SESSION) if terms else None
    if asked is None:
        return True
    kind = asked.parameters.session_kind
    rows = fact_rows(ATTENDANCE).filter(f_supporter=certificate.supporter_id, f_subject=kind)
    spans = tuple(Interval(*row) for row in rows.values_list("f_since", "f_until"))
    facts = Facts({ATTENDANCE: {kind: spans}})
    return kinds()[LIVE_SESSION].state(asked, facts, certificate.issued_on).met


def certificates_of(person: Person) -> QuerySet[Certificate]:
    """A person's own certificates, the newest first, without the documents' bytes."""
    return (
        Certificate.objects.filter(supporter__person=person)
        .defer("document")
        .order_by("-issued_at", "-pk")
    )


def certificate_in_force(supporter: Supporter, on: dt.date) -> Certificate | None:
    """The certificate that is valid on a date; the newest, should there be several."""
    valid = Fact.objects.filter(covers(on), supporter=supporter, kind=CERTIFICATE).order_by()
    certificates = Certificate.objects.filter(pk__in=valid.values("source")).defer("document")
    return certificates.order_by("-issued_at", "-pk").first()


def certificate_with_code(typed: str) -> Certificate | None:
    """The certificate that somebody wants to verify; any case, dashes and spaces.

    Asks the database whatever was typed: an impossible code takes as long as an unknown one.
    """
    return Certificate.objects.filter(code=as_stored(typed)).defer("document").first()


def status_of(certificate: Certificate, on: dt.date) -> CertificateStatus:
    """What to say of a certificate on a date, from its own row alone."""
    if certificate.revoked_on is not None and certificate.revoked_on <= on:
        return CertificateStatus.REVOKED
    if certificate.superseded_by_id is not None:
        return CertificateStatus.SUPERSEDED
    if certificate.expires_on <= on:
        return CertificateStatus.EXPIRED
    return CertificateStatus.VALID

"""Rules about one object that narrow the access table."""

import rules

from certification.models import Certificate, Nomination, Supporter
from certification.selectors.leaders import may_sign_for
from portal.accounts.models import Person
from portal.common.permissions import narrow


@rules.predicate
def leads_section_of(person: Person, supporter: Supporter) -> bool:
    """The person leads, today, the section that the supporter works in, and is somebody else."""
    return may_sign_for(person, supporter)


@rules.predicate
def holds(person: Person, certificate: Certificate) -> bool:
    """The certificate is the person's own."""
    return certificate.supporter.person_id == person.pk


@rules.predicate
def is_nominee(person: Person, nomination: Nomination) -> bool:
    """The nomination is addressed to the person."""
    return nomination.nominee_id == person.pk


def declare() -> None:
    """Narrow the permissions of certification."""
    narrow("endorsement.sign", leads_section_of)
    narrow("good_standing.attest", leads_section_of)
    narrow("certificate.download", holds)
    narrow("nomination.answer", is_nominee)

"""Mails that ask section leaders for a signature; where there is no leader, the coordinators are told."""

from certification.enums import LeaderDecision
from certification.models import Supporter
from certification.selectors.leaders import leaders_for
from portal.accounts.selectors import people_with_role
from portal.common.outbox import post, post_to_each
from portal.common.roles import Role


def ask_for_good_standing(supporter: Supporter) -> None:
    """Ask the leaders of the supporter's section to attest good standing; in the caller's transaction."""
    again = supporter.attestations.exists()
    subject = f"Is {supporter.person.name} {'still ' if again else ''}in good standing?"
    _ask(supporter, subject, "good_standing_needed", again=again)


def ask_for_endorsement(supporter: Supporter) -> None:
    """Ask the leaders of the supporter's section for an endorsement; in the caller's transaction."""
    again = supporter.endorsements.filter(decision=LeaderDecision.ENDORSED).exists()
    subject = f"{supporter.person.name} asks for your endorsement{' again' if again else ''}"
    _ask(supporter, subject, "endorsement_needed", again=again)


def tell_coordinators(subject: str, template: str, **context: object) -> None:
    """The same mail to every coordinator; in the caller's transaction."""
    addresses = people_with_role(Role.COORDINATOR).values_list("email", flat=True)
    post_to_each(addresses, subject, template, **context)


def _ask(supporter: Supporter, subject: str, template: str, **context: object) -> None:
    person = supporter.person.full_name
    leaders = list(leaders_for(supporter))
    for leader in leaders:
        about = {"name": leader.name, "person": person, "supporter": supporter, **context}
        post(leader.email, subject, template, **about)
    if not leaders:
        tell_coordinators(
            "A section needs a leader",
            "no_section_leader",
            person=person,
            supporter=supporter,
        )

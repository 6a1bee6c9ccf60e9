"""Emails that ask section leaders for a signature; where there is no leader, the coordinators are told."""

from collections.abc import Callable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certification.enums import LeaderDecision
from certification.models import Attestation, Endorsement, Supporter
from certification.selectors.leaders import leaders_for_each
from portal.accounts.models import Person
from portal.accounts.selectors import people_with_role
from portal.common.outbox import post, post_to_each
from portal.common.roles import Role


def ask_for_good_standing(*supporters: Supporter) -> None:
    """Ask the leaders of each supporter's section to attest good standing; in the caller's transaction."""
    before = Attestation.objects.filter(supporter__in=supporters)
    _ask(supporters, _about_good_standing, "good_standing_needed", before)


def ask_for_endorsement(*supporters: Supporter) -> None:
    """Ask the leaders of each supporter's section for an endorsement; in the caller's transaction."""
    before = Endorsement.objects.filter(supporter__in=supporters, decision=LeaderDecision.ENDORSED)
    _ask(supporters, _about_endorsement, "endorsement_needed", before)


def tell_coordinators(subject: str, *, template: str, about: str = "", **context: object) -> None:
    """Email every coordinator; in the caller's transaction."""
    post_to_each(_coordinators(), subject, template, about=about, **context)


def _about_good_standing(name: str, again: bool) -> str:
    if again:
        sentence = _("Is %(name)s still in good standing?")
    else:
        sentence = _("Is %(name)s in good standing?")
    return sentence % {"name": name}


def _about_endorsement(name: str, again: bool) -> str:
    if again:
        sentence = _("%(name)s asks for your endorsement again")
    else:
        sentence = _("%(name)s asks for your endorsement")
    return sentence % {"name": name}


def _ask(
    supporters: Sequence[Supporter],
    subject: Callable[[str, bool], str],
    template: str,
    before: QuerySet,
) -> None:
    """The number of statements, apart from the emails, depends on no number of supporters."""
    asked_before = set(before.order_by().values_list("supporter", flat=True))
    leaders = leaders_for_each(supporters)
    for supporter in supporters:
        name, person = supporter.person.name, supporter.person.full_name
        again = supporter.pk in asked_before
        for leader in leaders[supporter.pk]:
            post(
                leader.email,
                subject(name, again),
                template,
                name=leader.name,
                person=person,
                supporter=supporter,
                again=again,
            )
    without = [supporter for supporter in supporters if not leaders[supporter.pk]]
    coordinators = _coordinators() if without else []
    for supporter in without:
        post_to_each(
            coordinators,
            _("A section needs a leader"),
            "no_section_leader",
            person=supporter.person.full_name,
            supporter=supporter,
        )


def _coordinators() -> list[Person]:
    return list(people_with_role(Role.COORDINATOR).only("email", "name"))

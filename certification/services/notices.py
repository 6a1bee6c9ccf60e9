"""Mails that tell supporters what time or an editor brought: an edition to look at again, a standing that lapsed."""

from certification.enums import Requirement
from certification.models import Supporter
from certification.rules.gate import Decision
from certification.selectors.reach import supporters_to_look_again
from certification.services.asking import ask_for_endorsement, ask_for_good_standing
from curriculum.enums import Change
from curriculum.models import Edition, ExpectationsEdition
from portal.common.outbox import post
from portal.common.time import today


def tell_who_must_look_again(edition: Edition | ExpectationsEdition) -> None:
    """Mail each supporter whom a material edition asks to look again: what changed, and by when.

    In the caller's transaction. A minor edition asks nobody.
    """
    if edition.change != Change.MATERIAL or edition.due_on is None:
        return
    is_module = isinstance(edition, Edition)
    for supporter in supporters_to_look_again(edition):
        post(
            supporter.person.email,
            "Something in the training changed" if is_module else "The expectations changed",
            "module_changed" if is_module else "expectations_changed",
            name=supporter.person.name,
            edition=edition,
            is_new=edition.number == 1,
            is_due=edition.due_on <= today(),
        )


def tell_lapsed(supporter: Supporter, decision: Decision) -> None:
    """Mail who was active until a date or an edition came, and ask the leaders for what only they can sign.

    In the caller's transaction.
    """
    unmet = {state.requirement for state in decision.unmet}
    post(
        supporter.person.email,
        "About your standing as a peer supporter",
        "standing_lapsed",
        name=supporter.person.name,
        missing=[state.requirement.label for state in decision.unmet],
    )
    if Requirement.GOOD_STANDING in unmet:
        ask_for_good_standing(supporter)
    if Requirement.ENDORSEMENT in unmet and Requirement.CERTIFICATE not in unmet:
        ask_for_endorsement(supporter)

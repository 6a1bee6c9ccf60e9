"""What becoming a supporter takes, by the policy of a date and the course and calendar as they are now."""

import datetime as dt

from certification.phrases import involvement
from certification.rules.gate import NO_TERMS, Terms
from certification.selectors.policy import terms_on
from certification.selectors.sources import durations


def involvement_on(on: dt.date) -> list[str]:
    """What a nominee takes on by accepting, a sentence as safe HTML for each thing: at most four statements."""
    terms = terms_on(on) or NO_TERMS
    return involvement.involvement(terms, _minutes(terms))


def training_time_on(on: dt.date) -> str:
    """How long the training takes, in a sentence; "" if that is not known: at most four statements."""
    terms = terms_on(on) or NO_TERMS
    return involvement.training_time(terms, _minutes(terms))


def _minutes(terms: Terms) -> dict[str, int]:
    known = {
        asked.kind: durations()[asked.kind](asked)
        for asked in terms.asked
        if asked.kind in durations()
    }
    return {kind: minutes for kind, minutes in known.items() if minutes}

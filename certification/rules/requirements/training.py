"""Every module of the policy's course is finished, in an edition that counts."""

import datetime as dt

from certification.enums import Actor
from certification.rules.intervals import Interval, in_common, last_end, span_around
from certification.rules.kinds import (
    Asked,
    Facts,
    Parameters,
    RequirementKind,
    RequirementState,
    Turn,
)

TRAINING = "training"
COMPLETION = "completion"


def lasting_modules(facts: Facts) -> frozenset[int]:
    """The modules of which an edition was finished that nothing replaces, now or later."""
    completions = facts.by_kind.get(COMPLETION, {})
    return frozenset(
        int(module)
        for module, spans in completions.items()
        if any(span.until is None for span in spans)
    )


def _finished(asked: Asked, facts: Facts) -> tuple[Interval, ...]:
    """When all modules are finished: one after another changes nothing until the last."""
    return in_common([facts.about(COMPLETION, str(module)) for module in asked.modules])


def _by_modules(asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
    spans = [span_around(facts.about(COMPLETION, str(module)), on) for module in asked.modules]
    done = sum(span.met for span in spans)
    # A course without modules teaches nothing: it cannot be completed.
    met = bool(spans) and done == len(spans)
    if met:
        since = max(span.since for span in spans if span.since)
        until = min((span.until for span in spans if span.until), default=None)
    else:
        since = None
        # The day on which the first of them was missing, however many followed; before all were finished, the last change.
        changed = max((s.until for s in spans if not s.met and s.until), default=None)
        until = last_end(_finished(asked, facts), on) or changed
    return RequirementState(asked.kind, met, since, until, done, len(spans))


KIND = RequirementKind(
    code=TRAINING,
    order=30,
    fact=COMPLETION,
    turns=(Turn({}, Actor.SUPPORTER),),
    intervals=_finished,
    rule=_by_modules,
    needs=frozenset({"course"}),
    is_training=True,
    usual=Parameters(),
)

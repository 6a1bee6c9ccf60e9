"""The training was certified, and the certificate is valid."""

import datetime as dt

from certification.enums import Actor
from certification.rules.intervals import covered
from certification.rules.kinds import Facts, Parameters, RequirementKind, Turn

CERTIFICATE = "certificate"


def _certified(facts: Facts, on: dt.date) -> bool:
    """A certificate is in force."""
    return covered(facts.of(CERTIFICATE), on)


KIND = RequirementKind(
    code=CERTIFICATE,
    order=60,
    fact=CERTIFICATE,
    # It is issued by itself: where the training is met and none is there, something went wrong or one has ended.
    turns=(Turn({"trained": True}, Actor.COORDINATOR),),
    known={"certified": _certified},
    needs=frozenset({"months"}),
    usual=Parameters(months=24),
)

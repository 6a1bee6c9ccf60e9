"""Sentences that what a section leader signs has in common: good standing and the endorsement."""

from django.utils.translation import gettext as _

from certification.phrases.surroundings import Surroundings
from certification.rules.kinds import RequirementState
from portal.common.words import day


def ended(state: RequirementState) -> str:
    """ "It has not been in force since October 31, 2026."; "" for what was never there.

    The first day without it: the very day on which it lapsed, was withdrawn or was revoked.
    """
    if state.until is None:
        return ""
    return _("It has not been in force since %(day)s.") % {"day": day(state.until)}


def wrote_on(on: object) -> str:
    """ "We wrote to them on November 3, 2026."; "" where nobody did."""
    return _("We wrote to them on %(day)s.") % {"day": day(on)} if on else ""  # type: ignore[arg-type]


def nobody_signs() -> str:
    return _("Nobody in our list can sign for your section. The program office must add a leader.")


def appoint() -> str:
    """What the coordinator can do where nobody can sign."""
    return _(
        "No leader of their section can sign: check in which section they work, and appoint a leader there. "
        "Nobody signs for themselves."
    )


def named(around: Surroundings) -> dict[str, str]:
    """The leader, for a sentence."""
    return {"leader": around.leader}

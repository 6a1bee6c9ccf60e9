"""What the coordinator reads: each requirement of a supporter, and each entry of the ledger, as a sentence. Pure."""

from dataclasses import dataclass

from certification.codes import grouped
from certification.enums import Actor, EntryKind, Standing, StatementKind
from certification.phrases.kinds import noun
from certification.rules.gate import Decision
from certification.rules.kinds import Circumstances, RequirementState
from certification.rules.waiting import actor_of
from portal.common.words import day, last_day


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement of a supporter as the coordinator reads it."""

    title: str
    met: bool
    sentence: str
    actor: Actor
    # Not met because of a hold.
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Undrawable:
    """The characters that no typeface of the documents has, in what a certificate would say."""

    in_name: str = ""
    in_titles: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the sentence about an entry of the ledger needs; `actor` is "" for the portal itself."""

    kind: str
    standing: str
    before: str
    policy: int
    detail: dict
    actor: str


SIGNED = {
    StatementKind.GOOD_STANDING: "signed the statement of good standing",
    StatementKind.ENDORSEMENT: "signed the endorsement",
    StatementKind.DECLINE: "signed the decision not to endorse at this time",
    "expectations": "signed the expectations",
}


def lines_of(
    decision: Decision, around: Circumstances, undrawable: Undrawable = Undrawable()
) -> list[Line]:
    """One line for each requirement of the policy; `undrawable` is what keeps the certificate from being made."""
    return [
        Line(
            noun(state.requirement),
            state.met,
            _sentence(state, undrawable),
            actor_of(state, decision, around),
            holds=state.requirement == "no_hold" and not state.met,
        )
        for state in decision.states
    ]


def advice_of(decision: Decision, around: Circumstances) -> str:
    """What the coordinator can do for a supporter who waits for them; "" where nobody waits for the coordinator."""
    if decision.standing == Standing.PAUSED:
        return _PAUSED if around.get("hold_is_open") else ""
    advice = {
        "nomination": "Ask a colleague of theirs to nominate them.",
        "good_standing": _APPOINT,
        "certificate": _certificate_advice(decision),
        "endorsement": _DECLINED if around.get("declined") else _APPOINT,
    }
    waits = (
        state.requirement
        for state in decision.unmet
        if actor_of(state, decision, around) == Actor.COORDINATOR
    )
    return next((advice[requirement] for requirement in waits), "")


_PAUSED = "They are paused without an end. Ask now and then how they are."
_APPOINT = (
    "No leader of their section can sign: check in which section they work, and appoint a leader there. "
    "Nobody signs for themselves."
)
_DECLINED = (
    "A leader of their section decided not to endorse them at this time. Talk with both, each alone. "
    "A leader can still endorse them at any time."
)


def _certificate_advice(decision: Decision) -> str:
    state = decision.state("certificate")
    if state is not None and state.until is not None:
        return "Their certificate has ended. Renew it below: on the training as it counts today."
    return "Their certificate could not be made yet. The portal tries again every night, and its log says why."


def entry_sentence(entry: Entry) -> str:
    """An entry of the ledger in one or two sentences."""
    if entry.kind == EntryKind.SIGNATURE:
        what = SIGNED.get(entry.detail.get("kind", ""), "signed a statement")
        return f"{entry.actor or 'Somebody'} {what}."
    if entry.kind == EntryKind.WITHDRAWAL:
        return f"{entry.actor or 'Somebody'} withdrew the endorsement."
    if entry.kind == EntryKind.CERTIFICATE:
        return f"Certificate {grouped(entry.detail.get('code', ''))} was issued."
    if entry.kind == EntryKind.REVOCATION:
        return (
            f"Certificate {grouped(entry.detail.get('code', ''))} was revoked, because the attendance behind it "
            f"was corrected. Brought about by {entry.actor or 'the portal'}."
        )
    return _standing(entry)


def _standing(entry: Entry) -> str:
    after = Standing(entry.standing).label
    change = (
        f"{Standing(entry.before).label} → {after}" if entry.before else f"First standing: {after}"
    )
    cause = f"Brought about by {entry.actor}." if entry.actor else "Noticed by the portal."
    unmet = [noun(name).lower() for name in entry.detail.get("unmet", [])]
    missing = f" Not met: {', '.join(unmet)}." if unmet else ""
    return f"{change}, under policy version {entry.policy}. {cause}{missing}"


def _sentence(state: RequirementState, undrawable: Undrawable) -> str:
    if state.requirement == "no_hold":
        return _hold(state)
    if state.requirement == "certificate" and undrawable != Undrawable():
        return _undrawable(undrawable)
    counted = f"{state.done} of {state.total} modules" if state.total > 1 else ""
    if state.met:
        since = f"Since {day(state.since)}" if state.since else "Met"
        until = f", through {last_day(state.until)}" if state.until else ""
        return f"{since}{until}."
    ended = f"Ended on {last_day(state.until)}" if state.until else "Not yet"
    return f"{ended}, {counted}." if counted else f"{ended}."


def _undrawable(found: Undrawable) -> str:
    holder, letters, remedy = "a title of the training", found.in_titles, "Publish the title"
    if found.in_name:
        holder, letters, remedy = "the name", found.in_name, "Ask how the name may be written"
    one = len(letters) == 1
    return (
        f"The certificate cannot be made, because {holder} holds {'a character' if one else 'characters'} that our "
        f"typeface lacks: {' '.join(letters)}. {remedy} without {'it' if one else 'them'}; once that is changed, the "
        "certificate comes by itself within a day."
    )


def _hold(state: RequirementState) -> str:
    if state.met:
        return f"None today; the next begins on {day(state.until)}." if state.until else "None."
    return f"Until {last_day(state.until)}." if state.until else "Without an end."

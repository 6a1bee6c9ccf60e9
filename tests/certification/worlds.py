"""Random facts of several supporters, as hypothesis draws them, and their writing as rows.

Dates are drawn from a few days, so that boundaries meet: an end on the day of a beginning, a due date on the day
of a completion, two policies a day apart.
"""

from typing import Any

from hypothesis import strategies as st

from certification.enums import LeaderDecision, NominationStatus
from certification.models import Supporter
from certification.rules.requirements import kinds
from curriculum.enums import Outcome, SessionKind, SignUpStatus
from portal.sections.models import Section
from tests.certification import rows
from tests.certification.projected import projected_at_the_end

LAST_DAY = 14
_days = st.integers(0, LAST_DAY)
_maybe = st.none() | _days
_later = st.integers(0, 8)


def _few(element: st.SearchStrategy, most: int) -> st.SearchStrategy[list]:
    return st.lists(element, max_size=most)


_editions = st.lists(st.tuples(_days, st.none() | _later), min_size=0, max_size=3)

FULFILLED = [
    "nominations",
    "attestations",
    "completions",
    "attendance",
    "acceptances",
    "certificates",
    "endorsements",
]

_facts = st.fixed_dictionaries(
    {
        "left": st.none() | st.none() | _days,
        # A day on which all but these is fulfilled, beside whatever else is drawn; or none.
        "fulfilled": st.none() | st.tuples(_days, st.sets(st.sampled_from(FULFILLED), max_size=2)),
        "nominations": _few(st.tuples(st.sampled_from(NominationStatus), _days), 2),
        "attestations": _few(st.tuples(_days, _later, _maybe), 2),
        "completions": _few(st.tuples(st.integers(0, 2), st.integers(0, 2), _days), 6),
        "attendance": _few(
            st.tuples(
                st.integers(0, 2),
                st.sampled_from(Outcome),
                st.none() | st.sampled_from(Outcome),
                _days,
            ),
            3,
        ),
        "acceptances": _few(st.tuples(st.integers(0, 2), _days), 2),
        "certificates": _few(st.tuples(_days, st.integers(1, 8), _maybe), 2),
        "endorsements": _few(st.tuples(st.sampled_from(LeaderDecision), _days, _later, _maybe), 2),
        # Days from which the supporter works in a section, and from which they or another lead it.
        "works_there": st.none() | st.integers(0, 4),
        "led": st.none() | st.tuples(st.integers(0, 4), st.sampled_from([False, False, True])),
        "places": _few(st.tuples(st.integers(0, 2), st.sampled_from(SignUpStatus)), 3),
        "holds": _few(st.tuples(_days, st.none() | _later), 2),
    }
)

_asked = st.one_of(
    st.just(list(kinds())),
    st.lists(st.sampled_from(list(kinds())), unique=True, max_size=2),
    st.lists(st.sampled_from(list(kinds())), unique=True),
)

worlds = st.fixed_dictionaries(
    {
        # Editions, and when the course did without the module: once with a way back, once for good.
        "modules": _few(st.tuples(_editions, st.none() | st.tuples(_days, _later), _maybe), 3),
        "expectations": _editions,
        "policies": st.lists(
            st.tuples(_days, _asked, st.booleans()),
            min_size=1,
            max_size=2,
            unique_by=lambda p: p[0],
        ),
        "supporters": st.lists(_facts, min_size=2, max_size=5),
    }
)

_NOTHING: dict[str, Any] = {
    "left": None,
    "fulfilled": None,
    "nominations": [],
    "attestations": [],
    "completions": [],
    "attendance": [],
    "acceptances": [],
    "certificates": [],
    "endorsements": [],
    "works_there": 0,
    "led": (0, False),
    "places": [],
    "holds": [],
}

# One world in which every standing and every actor occurs, whatever else is drawn.
EVERY_KIND: dict[str, Any] = {
    "modules": [([(0, None)], None, None)],
    "expectations": [(0, None)],
    "policies": [(0, list(kinds()), False)],
    "supporters": [
        {**_NOTHING, **changes}
        for changes in (
            {"fulfilled": (2, set())},
            {"fulfilled": (2, {"completions", "certificates", "endorsements"})},
            {"fulfilled": (2, {"endorsements"})},
            {"fulfilled": (2, {"attendance"}), "places": [(0, SignUpStatus.PLACE)]},
            {"fulfilled": (2, {"attestations"}), "led": None},
            {"fulfilled": (2, set()), "holds": [(3, None)]},
            {"fulfilled": (2, set()), "left": 3},
        )
    ],
}


def build(world: dict[str, Any]) -> list[Supporter]:
    """Write a world's rows, and project what follows from them; returns its supporters."""
    with projected_at_the_end():
        return _build(world)


def _build(world: dict[str, Any]) -> list[Supporter]:
    course, other = rows.course(), rows.course()
    editions = []
    for published, away, retired in world["modules"]:
        spans = [(away[0], away[0] + away[1])] if away else []
        spans += [] if retired is None else [(retired, None)]
        module = rows.module(course, *spans)
        editions.append(_build_editions(rows.edition, published, module))
    expectations = _build_editions(rows.expectations, world["expectations"])
    for number, (since, asked, elsewhere) in enumerate(world["policies"], start=1):
        rows.policy(other if elsewhere and number > 1 else course, number, since, asked)
    kinds = [SessionKind.FOUNDATIONAL, SessionKind.FOUNDATIONAL, SessionKind.SKILL_BUILDING]
    sessions = [rows.session(kind, on=on) for kind, on in zip(kinds, (4, 9, 12), strict=True)]
    return [
        _build_supporter(facts, editions, expectations, sessions) for facts in world["supporters"]
    ]


def _build_editions(make: Any, published: list, *of: Any) -> list:
    return [
        make(*of, number, on, None if due is None else on + due)
        for number, (on, due) in enumerate(sorted(published, key=lambda e: e[0]), start=1)
    ]


def _build_supporter(
    facts: dict[str, Any], editions: list, expectations: list, sessions: list
) -> Supporter:
    left = facts["left"]
    who = rows.person(is_active=left is None, left_on=rows.day(left))
    supporter, leader, where = rows.supporter(who), rows.person(), rows.section()
    if facts["fulfilled"] is not None:
        facts = _fulfilled(facts, editions, expectations)
    for status, on in facts["nominations"]:
        answered = None if status == NominationStatus.OPEN else on
        rows.nomination(supporter, rows.person(), status, answered)
    for on, lasts, withdrawn in facts["attestations"]:
        rows.attestation(supporter, where, leader, on, on + lasts, withdrawn)
    _build_learning(supporter, facts, editions, expectations, sessions)
    _build_circumstances(supporter, facts, where, sessions)
    held = [
        rows.certificate(supporter, on, on + lasts, revoked)
        for on, lasts, revoked in facts["certificates"]
    ]
    if facts["endorsements"] and not held:
        held = [rows.certificate(supporter, 0, 1)]
    for decision, on, lasts, withdrawn in facts["endorsements"]:
        rows.endorsement(
            supporter, where, leader, held[-1], on, on + lasts, withdrawn, decision=decision
        )
    for since, lasts in facts["holds"]:
        rows.hold(supporter, since, None if lasts is None else since + lasts, leader)
    return supporter


def _fulfilled(facts: dict[str, Any], editions: list, expectations: list) -> dict[str, Any]:
    """The facts with all requirements met from a day on, by the newest editions, but for some."""
    on, missing = facts["fulfilled"]
    newest = [(number, len(all_) - 1, on) for number, all_ in enumerate(editions) if all_]
    added: dict[str, list] = {
        "nominations": [(NominationStatus.ACCEPTED, on)],
        "attestations": [(on, 8, None)],
        "completions": newest,
        "attendance": [(0, Outcome.ATTENDED, None, on)],
        "acceptances": [(len(expectations) - 1, on)],
        "certificates": [(on, 8, None)],
        "endorsements": [(LeaderDecision.ENDORSED, on, 8, None)],
    }
    return {
        name: facts[name] + added[name] if name in added and name not in missing else facts[name]
        for name in facts
    }


def _build_learning(
    supporter: Supporter,
    facts: dict[str, Any],
    editions: list,
    expectations: list,
    sessions: list,
) -> None:
    done = {(module, number): on for module, number, on in facts["completions"]}
    for (module, number), on in done.items():
        if module < len(editions) and number < len(editions[module]):
            rows.completion(supporter, editions[module][number], on)
    for number, on in dict(facts["acceptances"]).items():
        if 0 <= number < len(expectations):
            rows.acceptance(supporter, expectations[number], on)
    for which, outcome, corrected, on in {mark[0]: mark for mark in facts["attendance"]}.values():
        first = rows.attendance(supporter, sessions[which], on, outcome)
        if corrected:
            rows.attendance(supporter, sessions[which], on, corrected, supersedes=first)


def _build_circumstances(
    supporter: Supporter, facts: dict[str, Any], where: Section, sessions: list
) -> None:
    if facts["works_there"] is not None:
        rows.membership(supporter, where, facts["works_there"])
    if facts["led"] is not None:
        since, by_themselves = facts["led"]
        rows.leadership(supporter.person if by_themselves else rows.person(), where, since)
    for which, status in dict(facts["places"]).items():
        rows.sign_up(supporter, sessions[which], status)

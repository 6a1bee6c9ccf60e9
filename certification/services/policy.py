"""Writes of the policy and of the statements that section leaders sign: versions beside versions."""

import datetime as dt
from collections.abc import Iterable, Mapping

from certification.enums import StatementKind
from certification.models import Policy, Statement
from certification.rules.requirements import kinds
from certification.rules.statements import problem
from certification.services.standing import issue_what_is_due, reassess_all
from curriculum.models import Course
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.time import today
from portal.common.words import day


def put_policy_in_force(
    course: Course,
    *,
    by: Person | None,
    why: str,
    requirements: Iterable[str] | None = None,
    in_force_from: dt.date | None = None,
    good_standing_months: int = 24,
    certificate_months: int = 24,
    endorsement_months: int = 24,
) -> Policy:
    """Put the next version of the policy in force from a date (default today), and ask the gate about everybody.

    Refuses no requirements (`empty`), one that does not exist (`unknown`), fewer months than one (`months`), a date that is not after the version
    before (`order`) and, except for the first version, a date in the past (`past`): what was decided stays.
    """
    on = in_force_from or today()
    asked = _in_order(kinds() if requirements is None else requirements)
    _check_months(
        good_standing_months=good_standing_months,
        certificate_months=certificate_months,
        endorsement_months=endorsement_months,
    )
    with recorded(by=by, why=why):
        newest = Policy.objects.order_by("-number").first()
        if newest is not None:
            _check_follows(newest, on)
        policy = Policy(
            number=newest.number + 1 if newest else 1,
            in_force_from=on,
            course=course,
            requirements=asked,
            good_standing_months=good_standing_months,
            certificate_months=certificate_months,
            endorsement_months=endorsement_months,
        )
        policy.save()
        if on <= today():
            reassess_all(by=by)
            issue_what_is_due()
    return policy


def ensure_policy_one(
    course: Course, by: Person | None, *, in_force_from: dt.date | None = None
) -> Policy:
    """The first version of the policy, with every requirement; put in force (default today) if there is none."""
    return Policy.objects.order_by("number").first() or put_policy_in_force(
        course, by=by, why="First version of the policy", in_force_from=in_force_from
    )


def ensure_statements(texts: Mapping[str, Mapping[str, str]], by: Person | None) -> list[Statement]:
    """Make version 1 of each kind of statement that has none; `texts`: {kind: {"text", "meaning"}}.

    A kind that has a version keeps it, whatever the text here says. Refuses a kind that does not exist (`kind`)
    and a text that cannot be filled in or does not say what every statement says (`placeholder`).
    """
    made = []
    with recorded(by=by, why="First version of the statement"):
        for kind, words in texts.items():
            if kind not in StatementKind.values:
                raise Refusal(f"There is no kind of statement called “{kind}”.", code="kind")
            if Statement.objects.filter(kind=kind).exists():
                continue
            _check_placeholders(kind, words["text"])
            statement = Statement(kind=kind, number=1, text=words["text"], meaning=words["meaning"])
            statement.save()
            made.append(statement)
    return made


def put_statement_in_use(kind: str, text: str, meaning: str, *, by: Person | None) -> Statement:
    """Make the next version of a kind of statement: the one that is signed from now on.

    What was signed keeps the text that was shown. Refuses a kind that does not exist (`kind`), a text that cannot be
    filled in or does not say what every statement says (`placeholder`), and what is in use already (`unchanged`).
    """
    if kind not in StatementKind.values:
        raise Refusal(f"There is no kind of statement called “{kind}”.", code="kind", field="kind")
    _check_placeholders(kind, text)
    with recorded(by=by, why="New version of the statement"):
        newest = Statement.objects.filter(kind=kind).order_by("-number").first()
        if newest is not None and (newest.text, newest.meaning) == (text, meaning):
            raise Refusal(
                "This is the version in use. Change its text or its meaning.",
                code="unchanged",
                field="text",
            )
        statement = Statement(
            kind=kind, number=newest.number + 1 if newest else 1, text=text, meaning=meaning
        )
        statement.save()
        return statement


def _in_order(requirements: Iterable[str]) -> list[str]:
    asked = {str(name) for name in requirements}
    if not asked:
        raise Refusal("A policy asks for one requirement at least.", code="empty")
    unknown = sorted(asked - set(kinds()))
    if unknown:
        raise Refusal(f"There is no requirement called “{unknown[0]}”.", code="unknown")
    return [name for name in kinds() if name in asked]


def _check_months(**months: int) -> None:
    for field, number in months.items():
        if number < 1:
            raise Refusal("It lasts one month at least.", code="months", field=field)


def _check_follows(newest: Policy, on: dt.date) -> None:
    if on <= newest.in_force_from:
        raise Refusal(
            f"Version {newest.number} is in force from {day(newest.in_force_from)}. "
            "Choose a later date.",
            code="order",
            field="in_force_from",
        )
    if on < today():
        raise Refusal(
            "A policy cannot begin in the past: what was decided stays. Choose today or later.",
            code="past",
            field="in_force_from",
        )


def _check_placeholders(kind: str, text: str) -> None:
    if why := problem(kind, text):
        raise Refusal(why, code="placeholder", field="text")

"""Writes of the policy and of the statements that section leaders sign: versions beside versions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.enums import StatementKind
from certification.models import Policy, PolicyRequirement, Statement
from certification.phrases.statements import flaw_in_words
from certification.rules.kinds import Parameters, bad_parameter
from certification.rules.requirements import kinds
from certification.rules.statements import flaw_of
from certification.services.certificates import issue_what_is_due
from certification.services.projecting import project_later
from certification.services.standing import reassess_all
from curriculum.enums import SessionKind
from curriculum.models import Course
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.time import today
from portal.common.words import day


def put_policy_in_force(
    asked: Mapping[str, Parameters],
    *,
    by: Person | None,
    why: str,
    in_force_from: dt.date | None = None,
) -> Policy:
    """Put the next version of the policy in force from a date (default today), and ask the gate about everybody.

    `asked`: what it decides about each requirement, by the code of its kind. Refuses no requirements (`empty`), one that
    does not exist (`unknown`), a parameter that its kind needs and is not given (`missing`), does not read (`unread`) or
    that does not exist (`course`, `session_kind`), fewer than one month or session (`months`, `count`), a date that is not
    after the version before (`order`) and, except for the first version, a date in the past (`past`): what was decided
    stays.
    """
    on = in_force_from or today()
    _check_asked(asked)
    with recorded(by=by, why=why):
        newest = Policy.objects.order_by("-number").first()
        if newest is not None:
            _check_follows(newest, on)
        policy = Policy(number=newest.number + 1 if newest else 1, in_force_from=on)
        policy.save()
        _write_rows(policy, asked)
        if on <= today():
            reassess_all(by=by, kinds=())
            issue_what_is_due()
        else:
            project_later(kinds=())
    return policy


def ensure_policy_one(
    course: Course, *, by: Person | None, in_force_from: dt.date | None = None
) -> Policy:
    """The first version of the policy, with every requirement; put in force (default today) if there is none."""
    return Policy.objects.order_by("number").first() or put_policy_in_force(
        first_policy(course),
        by=by,
        why="First version of the policy",
        in_force_from=in_force_from,
    )


def first_policy(course: Course) -> dict[str, Parameters]:
    """What the first version of the policy asks for: every kind of requirement, as it is usually asked for."""
    return {
        kind.code: replace(kind.usual, course=course.pk) if "course" in kind.needs else kind.usual
        for kind in kinds().values()
        if kind.usual is not None
    }


def ensure_statements(
    texts: Mapping[str, Mapping[str, str]], *, by: Person | None
) -> list[Statement]:
    """Make version 1 of each kind of statement that has none; `texts`: {kind: {"text", "meaning"}}.

    A kind that has a version keeps it, whatever the text here says. Refuses a kind that does not exist (`kind`)
    and a text that cannot be filled in or does not say what every statement says (`placeholder`).
    """
    made = []
    with recorded(by=by, why="First version of the statement"):
        for kind, words in texts.items():
            if kind not in StatementKind.values:
                raise Refusal(
                    _("There is no kind of statement called “%(kind)s”.") % {"kind": kind},
                    code="kind",
                )
            if Statement.objects.filter(kind=kind).exists():
                continue
            _check_placeholders(kind, words["text"])
            statement = Statement(kind=kind, number=1, text=words["text"], meaning=words["meaning"])
            statement.save()
            made.append(statement)
    return made


def put_statement_in_use(kind: str, *, text: str, meaning: str, by: Person | None) -> Statement:
    """Make the next version of a kind of statement: the one that is signed from now on.

    What was signed keeps the text that was shown. Refuses a kind that does not exist (`kind`), a text that cannot be
    filled in or does not say what every statement says (`placeholder`), and what is in use already (`unchanged`).
    """
    if kind not in StatementKind.values:
        raise Refusal(
            _("There is no kind of statement called “%(kind)s”.") % {"kind": kind},
            code="kind",
            field="kind",
        )
    _check_placeholders(kind, text)
    with recorded(by=by, why="New version of the statement"):
        newest = Statement.objects.filter(kind=kind).order_by("-number").first()
        if newest is not None and (newest.text, newest.meaning) == (text, meaning):
            raise Refusal(
                _("This is the version in use. Change its text or its meaning."),
                code="unchanged",
                field="text",
            )
        statement = Statement(
            kind=kind, number=newest.number + 1 if newest else 1, text=text, meaning=meaning
        )
        statement.save()
        return statement


def _check_asked(asked: Mapping[str, Parameters]) -> None:
    if not asked:
        raise Refusal(_("A policy asks for one requirement at least."), code="empty")
    unknown = sorted(set(asked) - set(kinds()))
    if unknown:
        raise Refusal(
            _("There is no requirement called “%(requirement)s”.") % {"requirement": unknown[0]},
            code="unknown",
        )
    for code, given in asked.items():
        _check_parameters(code, given)


def _check_parameters(code: str, given: Parameters) -> None:
    if bad := bad_parameter(kinds()[code], given):
        name = bad.name if bad.why == "least" else bad.why
        why = _LEAST[bad.name] if bad.why == "least" else _WHY[bad.why]
        raise Refusal(str(why), code=name, field=f"{code}_{bad.name}")
    if given.session_kind and given.session_kind not in SessionKind.values:
        raise Refusal(
            _("There is no kind of session called “%(session_kind)s”.")
            % {"session_kind": given.session_kind},
            code="session_kind",
            field=f"{code}_session_kind",
        )
    if given.course is not None and not Course.objects.filter(pk=given.course).exists():
        raise Refusal(_("There is no such course."), code="course", field=f"{code}_course")


_WHY = {
    "missing": gettext_lazy("This requirement needs it."),
    "unread": gettext_lazy("This requirement has no use for it."),
}
_LEAST = {
    "months": gettext_lazy("It lasts one month at least."),
    "count": gettext_lazy("It is asked for once at least."),
}


def _write_rows(policy: Policy, asked: Mapping[str, Parameters]) -> None:
    in_order = [code for code in kinds() if code in asked]
    for position, code in enumerate(in_order, start=1):
        given = asked[code]
        PolicyRequirement(
            policy=policy,
            position=position,
            kind=code,
            course_id=given.course,
            session_kind=given.session_kind,
            count=given.count,
            months=given.months,
        ).save()


def _check_follows(newest: Policy, on: dt.date) -> None:
    if on <= newest.in_force_from:
        raise Refusal(
            _("Version %(newest)s is in force from %(day)s. Choose a later date.")
            % {"newest": newest.number, "day": day(newest.in_force_from)},
            code="order",
            field="in_force_from",
        )
    if on < today():
        raise Refusal(
            _("A policy cannot begin in the past: what was decided stays. Choose today or later."),
            code="past",
            field="in_force_from",
        )


def _check_placeholders(kind: str, text: str) -> None:
    if flaw := flaw_of(kind, text):
        raise Refusal(flaw_in_words(kind, flaw), code="placeholder", field="text")

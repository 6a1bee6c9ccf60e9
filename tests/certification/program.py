"""A program that runs: a policy, a course of two modules, statements to sign, and people who were trained.

What the curriculum records stands here as raw rows (tests.certification.rows); what certification records is
made by its services.
"""

from dataclasses import dataclass

from certification.models import Certificate, Policy, Supporter
from certification.services.certificates import issue_certificate
from certification.services.policy import ensure_statements, first_policy, put_policy_in_force
from curriculum.models import Edition, ExpectationsEdition, Session
from tests.certification import rows
from tests.clock import TODAY
from tests.path import STATEMENTS

NOW_DAY = (TODAY - rows.DAY_0).days


@dataclass(frozen=True, slots=True)
class Program:
    policy: Policy
    editions: list[Edition]
    expectations: ExpectationsEdition
    session: Session


def run_program() -> Program:
    """Policy version 1 over a course of two modules of ten minutes each, and a statement of each kind."""
    course = rows.course()
    editions = [rows.edition(rows.module(course), 1, on=0) for _ in range(2)]
    expectations = rows.expectations(1, on=0)
    session = rows.session(on=NOW_DAY - 2)
    policy = put_policy_in_force(first_policy(course), by=None, why="First version")
    ensure_statements(STATEMENTS, by=None)
    return Program(policy, editions, expectations, session)


def train(supporter: Supporter, program: Program) -> None:
    """Everything that a certificate asks for, recorded on the days before today."""
    for edition in program.editions:
        rows.completion(supporter, edition, NOW_DAY - 3)
    rows.attendance(supporter, program.session, NOW_DAY - 2)
    rows.acceptance(supporter, program.expectations, NOW_DAY - 1)


def certify(supporter: Supporter, program: Program) -> Certificate:
    """Train a supporter and issue the certificate."""
    train(supporter, program)
    certificate = issue_certificate(supporter)
    assert certificate is not None
    return certificate


def signing(supporter, signer, section, printed_name, statement_hash) -> dict[str, object]:  # type: ignore[no-untyped-def]
    """What a service is told that signs."""
    return {
        "supporter": supporter,
        "by": signer,
        "section": section,
        "printed_name": printed_name,
        "statement_hash": statement_hash,
    }

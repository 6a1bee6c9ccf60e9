"""Stale forms, fingerprints, and one statement for all roles."""

import hashlib

import pytest

from portal.accounts.services import grant_role
from portal.common.errors import Refusal, Stale
from portal.common.roles import Role, forget_roles, roles_of
from portal.common.signatures import fingerprint
from tests.factories import make_leader, make_person, make_section, make_supporter


def test_a_stale_form_is_a_refusal_of_its_own_kind() -> None:
    refusal = Stale("Look again.", field="text")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field, str(refusal)) == ("stale", "text", "Look again.")


def test_a_fingerprint_tells_texts_apart() -> None:
    assert fingerprint("I endorse Dana.") == hashlib.sha256(b"I endorse Dana.").hexdigest()
    assert fingerprint("I endorse Dana.") != fingerprint("I endorse Dana. ")
    assert len(fingerprint("“é”")) == 64


@pytest.mark.django_db
def test_all_roles_of_a_person_are_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    section = make_section()
    person = make_leader(None, section)
    stranger, supporter = make_person(), make_supporter().person
    with django_assert_num_queries(1):
        assert roles_of(person) == {Role.SECTION_LEADER}
        assert roles_of(person) == {Role.SECTION_LEADER}
    for role in (Role.COORDINATOR, Role.FACILITATOR, Role.EDITOR):
        grant_role(person, role=role, by=None, why="Many hats")
    with django_assert_num_queries(1):
        assert roles_of(person) == {
            Role.SECTION_LEADER,
            Role.COORDINATOR,
            Role.FACILITATOR,
            Role.EDITOR,
        }
    assert roles_of(supporter) == {Role.SUPPORTER}
    assert roles_of(stranger) == frozenset()
    forget_roles(stranger)
    stranger.is_active = False
    with django_assert_num_queries(0):
        assert roles_of(stranger) == frozenset()

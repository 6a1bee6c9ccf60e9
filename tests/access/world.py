"""People of every kind, and a valid example of every address with parameters, built through the services."""

from dataclasses import dataclass

from django.db import models
from wagtail.models import Page

from certification.models import Certificate, Hold, Nomination, Statement, Supporter
from certification.services.holds import place_hold
from content.models import ReferralResource
from content.services.groups import set_up_groups
from curriculum.models import Attempt, Session
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.audit import recorded
from portal.common.roles import Role
from portal.common.time import today
from tests import path
from tests.factories import Cast, make_cast, make_leader, make_person, make_section

# What each person of the walk is; the visitor is nobody, and a deactivated person is one.
ROLES: dict[str, frozenset[str]] = {
    "visitor": frozenset(),
    "deactivated coordinator": frozenset(),
    "stranger": frozenset(),
    "superuser": frozenset(),
    "supporter": frozenset({Role.SUPPORTER}),
    "other supporter": frozenset({Role.SUPPORTER}),
    "facilitator": frozenset({Role.FACILITATOR}),
    "other facilitator": frozenset({Role.FACILITATOR}),
    "section head": frozenset({Role.SECTION_LEADER}),
    "other leader": frozenset({Role.SECTION_LEADER}),
    "head elsewhere": frozenset({Role.SECTION_LEADER}),
    "coordinator": frozenset({Role.COORDINATOR}),
    "editor": frozenset({Role.EDITOR}),
    "legal reviewer": frozenset({Role.LEGAL_REVIEWER}),
    "risk reviewer": frozenset({Role.RISK_REVIEWER}),
}
NOT_SIGNED_IN = {"visitor", "deactivated coordinator"}


@dataclass(frozen=True)
class World:
    cast: Cast
    people: dict[str, Person]
    program: path.Program
    session: Session
    attempt: Attempt
    certificate: Certificate
    nomination: Nomination
    unknown_nominee: Nomination
    # Of Cardiology: one at the beginning, one certified, one endorsed by the head.
    beginner: Supporter
    certified: Supporter
    endorsed: Supporter
    hold: Hold
    resource: ReferralResource


def make_world() -> World:
    cast = make_cast()
    # What the CMS's own groups may do; load_program sets them up.
    set_up_groups(Page.objects.get(depth=2))
    program = path.run_program(by=cast.coordinator)
    supporter = cast.supporter.supporter  # type: ignore[attr-defined]
    attempt = path.answer(cast.supporter, program.editions[0])
    endorsed, certified, beginner = (_on_the_path(cast) for _ in range(3))
    for each in (supporter, endorsed, certified):
        path.certified(each, program, cast.facilitator)
    path.attest(endorsed, cast.head)
    path.endorse(endorsed, cast.head)
    return World(
        cast=cast,
        people=_people(cast),
        program=program,
        session=path.scheduled(cast.facilitator, minutes_ahead=6000),
        attempt=attempt,
        certificate=supporter.certificates.get(),
        nomination=path.nominated(cast.supporter, cast.stranger),
        unknown_nominee=_nominated_without_account(cast),
        beginner=beginner,
        certified=certified,
        endorsed=endorsed,
        hold=place_hold(endorsed, since=today(), until=None, by=cast.coordinator),
        resource=_resource(),
    )


def _resource() -> ReferralResource:
    with recorded(by=None, why="Resource added"):
        resource = ReferralResource(slug="line", name="A line", what="It listens.", office="HR")
        resource.save()
    return resource


def _on_the_path(cast: Cast) -> Supporter:
    person = make_person(section=cast.cardiology)
    return path.accepted(path.nominated(cast.coordinator, person), person)


def _nominated_without_account(cast: Cast) -> Nomination:
    from certification.services.nominations import nominate

    nomination = nominate(name="New Example", email="new@hospital.example", by=cast.head)
    assert nomination is not None
    return nomination


def _people(cast: Cast) -> dict[str, Person]:
    superuser = make_person("Root Example")
    superuser.is_superuser = True
    superuser.save()
    return {
        "deactivated coordinator": make_person("Gone Example", roles=[Role.COORDINATOR]),
        "stranger": cast.stranger,
        "superuser": superuser,
        "supporter": cast.supporter,
        "other supporter": cast.other_supporter,
        "facilitator": cast.facilitator,
        "other facilitator": make_person("Flo Example", roles=[Role.FACILITATOR]),
        "section head": cast.head,
        "other leader": cast.leader,
        "head elsewhere": make_leader("Hugo Example", make_section()),
        "coordinator": cast.coordinator,
        "editor": cast.editor,
        "legal reviewer": cast.legal,
        "risk reviewer": cast.risk,
    }


def deactivate(world: World) -> None:
    """After everybody has signed in."""
    end_access(world.people["deactivated coordinator"], by=None, why="Left the hospital")


@dataclass(frozen=True)
class Example:
    """Valid arguments of an address. `of`: whose the object is; for everybody else it does not exist."""

    arguments: dict[str, object]
    of: frozenset[str] | None = None


SNIPPET = "wagtailsnippets"
LEADERS = frozenset({"section head", "other leader"})
KEEPERS = frozenset({"facilitator", "coordinator"})


def examples(world: World) -> dict[str, Example]:
    """A valid example of each of our addresses that has parameters, by its name."""
    edition = world.program.editions[0]
    module = {"slug": edition.module.slug}
    session = {"pk": world.session.pk}
    return {
        "curriculum:module": Example(module),
        "curriculum:part": Example(module | {"part_slug": edition.parts[0].slug}),
        "curriculum:attempt": Example(module | {"pk": world.attempt.pk}, _only("supporter")),
        "curriculum:session": Example(session),
        "curriculum:session_edit": Example(session, KEEPERS),
        "curriculum:session_cancel": Example(session, KEEPERS),
        "curriculum:roster": Example(session, KEEPERS),
        "curriculum:sign_up": Example(session),
        "curriculum:withdraw": Example(session),
        "certification:nomination": Example(_number(world.nomination), _only("stranger")),
        "certification:program_nomination": Example(_number(world.unknown_nominee)),
        "certification:nomination_close": Example(_number(world.unknown_nominee)),
        "certification:attest": Example(_number(world.beginner), LEADERS),
        "certification:endorse": Example(_number(world.certified), LEADERS),
        "certification:decline": Example(_number(world.certified), LEADERS),
        "certification:withdraw_endorsement": Example(
            _number(world.endorsed), _only("section head")
        ),
        "certification:certificate": Example(_number(world.certificate), _only("supporter")),
        "certification:verify": Example({"code": world.certificate.code}),
        **_of_one_supporter(world),
        "sections:section": Example({"slug": world.cast.cardiology.slug}),
        "sections:leaders": Example({"slug": world.cast.cardiology.slug}),
        "sections:leader_end": Example(
            {"slug": world.cast.cardiology.slug, "number": world.cast.head.leaderships.get().pk}
        ),
        **_records_of_the_cms(world),
    }


def _of_one_supporter(world: World) -> dict[str, Example]:
    """What the coordinator does about one supporter."""
    return {
        "certification:program_supporter": Example(_number(world.certified)),
        "certification:renew": Example(_number(world.certified)),
        "certification:correct_name": Example(_number(world.certified)),
        "certification:move_section": Example(_number(world.certified)),
        "certification:end_endorsement": Example(_number(world.endorsed)),
        "certification:hold_new": Example(_number(world.certified)),
        "certification:hold_end": Example(_number(world.endorsed) | {"hold": world.hold.pk}),
    }


def _records_of_the_cms(world: World) -> dict[str, Example]:
    """Whom the CMS lets in, but not to these, it sends back to its dashboard."""
    statement = Statement.objects.order_by("pk")[0]
    return {
        f"{SNIPPET}_content_referralresource:inspect": Example({"pk": world.resource.pk}),
        f"{SNIPPET}_certification_statement:inspect": Example({"pk": statement.pk}),
    }


def _number(record: models.Model) -> dict[str, object]:
    return {"number": record.pk}


def _only(who: str) -> frozenset[str]:
    return frozenset({who})

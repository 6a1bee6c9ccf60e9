"""What a nominee and a visitor read about what it takes: it follows the policy, the course and the calendar."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from certification.phrases.involvement import involvement, training_time
from certification.rules.gate import NO_TERMS, Terms
from certification.rules.kinds import Asked, Parameters
from certification.rules.requirements import kinds
from certification.selectors.involvement import involvement_on, training_time_on
from certification.services.policy import first_policy, put_policy_in_force
from portal.common.time import today
from tests.certification.test_nominations import nomination_of
from tests.path import run_program, scheduled

# Sentences -----------------------------------------------------------------------------------------

TODAY = Terms(1, tuple(Asked(code, kind.usual or Parameters()) for code, kind in kinds().items()))


def said(terms: Terms, **minutes: int) -> list[str]:
    return [strip_tags(sentence) for sentence in involvement(terms, minutes)]


def test_the_first_policy_and_the_starter_course() -> None:
    assert said(TODAY, training=118, live_session=120) == [
        "About two hours of training online in small modules, at your own pace, on a phone if you like.",
        "One live session of two hours more in which you practice the conversation with others.",
        "Expectations that you read, accept and sign: meetings as you are able, further learning, a safe space.",
        "Two signatures of your section’s leadership: that you are in good standing, and later that they endorse you.",
    ]
    assert (
        training_time(TODAY, {"training": 118, "live_session": 120})
        == "The training takes about two hours online and two in a live session."
    )


def test_another_policy_says_something_else() -> None:
    asked = (
        Asked("live_session", Parameters(session_kind="skill_building", count=3)),
        Asked("endorsement", Parameters(months=6)),
    )
    assert said(Terms(2, asked), live_session=90) == [
        "Three live sessions of 1 hour 30 minutes each in which you practice the conversation with others.",
        "One signature of your section’s leadership: that they endorse you.",
    ]
    assert said(Terms(3, (Asked("training"),)), training=45) == [
        "About 45 minutes of training online in small modules, at your own pace, on a phone if you like."
    ]


def test_what_nobody_knows_is_not_said() -> None:
    assert said(TODAY)[:2] == [
        "Training online in small modules, at your own pace, on a phone if you like.",
        "One live session in which you practice the conversation with others.",
    ]
    assert (said(NO_TERMS), training_time(NO_TERMS, {}), training_time(TODAY, {})) == ([], "", "")


@pytest.mark.parametrize(
    ("count", "online", "live", "sentence"),
    [
        (1, 60, 120, "about one hour online and two hours in a live session."),
        (1, 120, 60, "about two hours online and one hour in a live session."),
        (1, 180, 90, "about three hours online and 1 hour 30 minutes in a live session."),
        (1, 150, 120, "about 2 hours 30 minutes online and two hours in a live session."),
        (2, 120, 90, "about two hours online and three in two live sessions."),
        (1, 120, 0, "about two hours online."),
    ],
)
def test_times_of_other_courses(count: int, online: int, live: int, sentence: str) -> None:
    terms = Terms(1, (Asked("training"), Asked("live_session", Parameters(count=count))))
    minutes = {"training": online, "live_session": live}
    assert training_time(terms, minutes) == f"The training takes {sentence}"


# Pages ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_course_and_the_calendar_give_the_times(cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    program = run_program()
    scheduled(cast.facilitator)
    with django_assert_num_queries(4):
        sentences = [strip_tags(each) for each in involvement_on(today())]
    assert sentences[0].startswith("About 15 minutes of training online")
    assert sentences[1].startswith("One live session of one hour more")
    asked = first_policy(program.course)
    only = {"training": asked["training"], "nomination": asked["nomination"]}
    put_policy_in_force(only, by=None, why="Shorter")
    assert [strip_tags(each) for each in involvement_on(today())] == sentences[:1]


@pytest.mark.django_db
def test_the_nominee_reads_what_the_policy_asks_for(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    program = run_program()
    address = reverse("certification:nomination", args=[nomination_of(cast.stranger, cast.head).pk])
    client: Client = as_person(cast.stranger)
    assert (
        "<strong>Two signatures of your section’s leadership</strong>"
        in client.get(address).content.decode()
    )
    asked = first_policy(program.course)
    del asked["endorsement"]
    put_policy_in_force(asked, by=None, why="No endorsement")
    page = client.get(address).content.decode()
    assert (
        "<strong>One signature of your section’s leadership</strong>: that you are in good" in page
    )
    assert "they endorse you" not in page


@pytest.mark.django_db
def test_the_home_page_gives_the_time_of_the_training(cast) -> None:  # type: ignore[no-untyped-def]
    assert training_time_on(today()) == ""
    run_program()
    assert training_time_on(today()) == "The training takes about 15 minutes online."
    scheduled(cast.facilitator)
    assert (
        training_time_on(today())
        == "The training takes about 15 minutes online and one hour in a live session."
    )

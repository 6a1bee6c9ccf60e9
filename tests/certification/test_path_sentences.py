"""What a supporter reads about each requirement: whose turn it is, since when, until when, where the button leads."""

import pytest

from certification.phrases.path import next_step, steps_of
from tests.certification.decisions import END, HAL, ON, D, around, decided, missing, state


def step(one, *others, **fields):
    """What is shown of one requirement, with others as given."""
    steps = steps_of(decided(one, *others), around(**fields))
    return next(s for s in steps if s.state is one)


MET = [
    (state("nomination"), "You accepted it on March 2, 2026."),
    (state("good_standing", until=END), "Attested on March 2, 2026, valid through March 1, 2028."),
    (state("training", total=8), "You finished all 8 modules on March 2, 2026."),
    (
        state("training", until=D(2027, 1, 1), total=8),
        "You finished all 8 modules on March 2, 2026. Something changed: look at it before January 1, 2027.",
    ),
    (state("live_session"), "You attended on March 2, 2026."),
    (
        state("live_session", until=END),
        "You attended on March 2, 2026. It counts through March 1, 2028.",
    ),
    (
        state("live_session", until=END, done=3, total=3),
        "You attended 3 sessions by March 2, 2026. They count through March 1, 2028.",
    ),
    (state("expectations"), "You signed them on March 2, 2026."),
    (
        state("expectations", until=D(2027, 1, 1)),
        "You signed them on March 2, 2026. They changed: sign the new edition before January 1, 2027.",
    ),
    (state("certificate", until=END), "Issued on March 2, 2026, valid through March 1, 2028."),
    (state("endorsement", until=END), "Signed on March 2, 2026, valid through March 1, 2028."),
    (state("no_hold"), "No pause is set."),
    (state("no_hold", until=D(2026, 12, 1)), "A pause begins on December 1, 2026."),
]


@pytest.mark.parametrize(("one", "sentence"), MET)
def test_what_is_met_says_since_when_and_until_when(one, sentence):
    shown = step(one)
    assert (shown.sentence, shown.status, shown.colour) == (sentence, "Done", "green")


LEADER, OFFICE, YOURS, LATER = "Section leader", "Program office", "Your turn", "Later"
NO_LEADER = "Nobody in our list can sign for your section. The program office must add a leader."
LED = {"has_leader": True, **HAL}

UNMET = [
    (
        missing("nomination"),
        {"nominated": True, "nomination": 7},
        "A colleague nominated you. Say yes or no.",
        YOURS,
        "/my/nominations/7/",
    ),
    (
        missing("nomination"),
        {},
        "Nobody has nominated you yet. The program office can help.",
        OFFICE,
        None,
    ),
    (
        missing("good_standing"),
        LED,
        "Your section head, Hal Example, MD, must attest it. We wrote to them on March 2, 2026.",
        LEADER,
        None,
    ),
    (
        missing("good_standing", until=D(2026, 11, 1)),
        {**LED, "leader_is_head": False},
        "It has not been in force since November 1, 2026. Your section leader, Hal Example, MD, must attest it again.",
        LEADER,
        None,
    ),
    (missing("good_standing"), {}, NO_LEADER, OFFICE, None),
    (
        missing("training", total=8),
        {"minutes_left": 120},
        "8 modules, about 2 hours in all, whenever you like.",
        YOURS,
        "/training/",
    ),
    (
        missing("training", done=5, total=8),
        {"minutes_left": 45, "training_begun": True},
        "5 of 8 modules done, about 45 minutes left.",
        YOURS,
        "/training/",
    ),
    (
        missing("training", until=D(2026, 11, 1), done=7, total=8),
        {"minutes_left": 10, "training_begun": True},
        "Something changed on November 1, 2026. 7 of 8 modules done, about 10 minutes left.",
        YOURS,
        "/training/",
    ),
    (
        missing("live_session"),
        {},
        "A meeting with a facilitator and colleagues. Choose the date that suits you.",
        YOURS,
        "/sessions/",
    ),
    (
        missing("live_session", done=1, total=3),
        {},
        "1 of 3 sessions attended. Choose the next date that suits you.",
        YOURS,
        "/sessions/",
    ),
    (
        missing("live_session"),
        {"has_place": True, "session": 3, "session_on": D(2026, 12, 1)},
        "You have a place on December 1, 2026. See you there.",
        LATER,
        "/sessions/3/",
    ),
    (
        missing("live_session"),
        {"session": 3, "session_on": D(2026, 12, 1), "waits_for_session": True},
        "You are on the waitlist for December 1, 2026. Another date may be free.",
        YOURS,
        "/sessions/",
    ),
    (
        missing("live_session"),
        {"has_place": True},
        "Your session is today. It counts once the facilitator has marked who came.",
        LATER,
        None,
    ),
    (
        missing("live_session"),
        {"unmarked": True},
        "You had a place in a session. The facilitator must mark who came.",
        "Facilitator",
        None,
    ),
    (
        missing("expectations"),
        {},
        "What you undertake as a supporter. Reading and signing takes about five minutes.",
        YOURS,
        "/my/expectations/",
    ),
    (
        missing("expectations", until=D(2026, 11, 1)),
        {},
        "They changed. Read and sign the new edition.",
        YOURS,
        "/my/expectations/",
    ),
    (
        missing("certificate"),
        {},
        "We are preparing it, and email you once your session has begun. If you have nothing by tomorrow, write to the program office.",
        OFFICE,
        None,
    ),
    (
        missing("certificate", until=D(2026, 11, 1)),
        {"certificate": 7},
        "It has not been in force since November 1, 2026. The program office can renew it.",
        OFFICE,
        None,
    ),
    (
        missing("certificate"),
        {"revoked_on": D(2026, 11, 1)},
        "It was revoked on November 1, 2026, because your attendance was corrected. "
        "A new one comes by itself when everything above is done.",
        OFFICE,
        None,
    ),
    (
        missing("endorsement"),
        LED,
        "We ask your section head, Hal Example, MD, for it when you are certified.",
        LATER,
        None,
    ),
    (
        missing("endorsement"),
        {},
        "We ask your section’s leader for it when you are certified.",
        LATER,
        None,
    ),
    (
        missing("endorsement"),
        {**LED, "certified": True, "certificate_on": D(2026, 11, 3)},
        "Your section head, Hal Example, MD, must sign it. We wrote to them on November 3, 2026.",
        LEADER,
        None,
    ),
    (
        missing("endorsement", until=D(2026, 11, 1)),
        {**LED, "certified": True, "certificate_on": D(2026, 3, 3)},
        "It has not been in force since November 1, 2026. Your section head, Hal Example, MD, must sign it again.",
        LEADER,
        None,
    ),
    (missing("endorsement"), {"certified": True}, NO_LEADER, OFFICE, None),
    (
        missing("endorsement"),
        {**LED, "certified": True, "declined": True},
        "Your section’s leader did not endorse you at this time. No reason is kept. "
        "The program office is happy to talk with you.",
        OFFICE,
        None,
    ),
    (
        missing("no_hold", until=D(2026, 12, 1)),
        {},
        "You are paused through November 30, 2026.",
        "Paused",
        None,
    ),
    (
        missing("no_hold"),
        {"hold_is_open": True},
        "You are paused, until you and the program office end it.",
        "Paused",
        None,
    ),
]


@pytest.mark.parametrize(("one", "fields", "sentence", "status", "url"), UNMET)
def test_what_is_missing_says_who_must_act_and_where(one, fields, sentence, status, url):
    shown = step(one, **fields)
    assert (shown.sentence, shown.status) == (sentence, status)
    assert (shown.action.url if shown.action else None) == url


def test_a_certificate_comes_by_itself_after_the_training():
    certificate = missing("certificate")
    shown = step(certificate, missing("training", total=8))
    assert shown.sentence == "It comes by itself after training, live session and expectations."
    assert shown.status == LATER


def test_a_certificate_that_ended_does_not_come_again_by_itself():
    ended = missing("certificate", until=D(2026, 11, 1))
    for training in (missing("training", total=8), state("training", total=8)):
        shown = step(ended, training, certificate=7)
        assert shown.sentence == (
            "It has not been in force since November 1, 2026. The program office can renew it."
        )


class TestNextStep:
    def next(self, *changed, **fields):
        found = next_step(steps_of(decided(*changed), around(**fields)))
        return found and found.state.requirement

    def test_the_first_that_only_the_person_can_do(self):
        several = [missing("good_standing"), missing("training"), missing("expectations")]
        assert self.next(*several, **LED) == "training"

    def test_none_while_others_must_act(self):
        assert self.next(missing("good_standing"), missing("endorsement"), **LED) is None
        assert self.next(missing("live_session"), has_place=True, session=1, session_on=ON) is None

    def test_what_will_end_comes_after_what_is_missing(self):
        ending = state("training", until=END, total=8)
        assert self.next(ending) == "training"
        assert self.next(ending, missing("expectations")) == "expectations"

    def test_none_when_all_is_met(self):
        assert self.next() is None

"""A standing in one sentence, and what the coordinator reads of requirements and of the record."""

import pytest

from certification.enums import Actor, Standing
from certification.phrases.kinds import Oversight, noun
from certification.phrases.ledger import Entered, entry_sentence
from certification.phrases.oversight import lines_of
from certification.phrases.path import steps_of
from certification.phrases.summary import summary_of, waited_for
from certification.rules.claims import Undrawable
from certification.rules.requirements import kinds
from tests.certification.decisions import END, HAL, ON, D, around, decided, missing, state

SUMMARIES = [
    (
        decided(*(missing(code) for code, kind in kinds().items() if not kind.is_given)),
        {},
        "You are at the beginning of your path to becoming a peer supporter.",
    ),
    (decided(missing("training")), {}, "You are on your way to becoming a peer supporter."),
    (
        decided(missing("endorsement"), standing=Standing.AWAITING_ENDORSEMENT),
        {},
        "You are certified. Only your section’s leader must still sign.",
    ),
    (
        decided(missing("endorsement"), standing=Standing.AWAITING_ENDORSEMENT),
        {"declined": True},
        "You are certified, and not endorsed at this time.",
    ),
    (
        decided(
            missing("endorsement"), missing("training"), standing=Standing.AWAITING_ENDORSEMENT
        ),
        {},
        "You are certified. Something else is still missing: see below.",
    ),
    (decided(standing=Standing.ACTIVE), {}, "You are an active peer supporter."),
    (
        decided(
            state("certificate", until=END),
            state("endorsement", until=D(2027, 5, 1)),
            standing=Standing.ACTIVE,
        ),
        {},
        "You are an active peer supporter, through April 30, 2027.",
    ),
    (
        decided(missing("no_hold", until=END), standing=Standing.PAUSED),
        {},
        "You are paused through March 1, 2028. Nothing that you did is lost.",
    ),
    (
        decided(missing("no_hold"), standing=Standing.PAUSED),
        {},
        "You are paused. Nothing that you did is lost.",
    ),
    (
        decided(
            missing("certificate", until=D(2026, 11, 1)),
            missing("endorsement", until=D(2026, 10, 1)),
            standing=Standing.LAPSED,
        ),
        {},
        "You were active through September 30, 2026. Then your endorsement ended.",
    ),
    (
        decided(missing("training"), standing=Standing.LAPSED),
        {},
        "You are not active now, because something new is asked of you: see below.",
    ),
    (
        decided(standing=Standing.INACTIVE),
        {},
        "You are no longer in the program. What you did stays on record.",
    ),
]


@pytest.mark.parametrize(("decision", "fields", "sentence"), SUMMARIES)
def test_the_standing_in_one_sentence(decision, fields, sentence):
    assert summary_of(decision, around(**fields)) == sentence


def test_whom_a_person_waits_for():
    steps = steps_of(
        decided(missing("good_standing"), missing("certificate"), missing("endorsement")),
        around(has_leader=True, **HAL),
    )
    assert waited_for(steps) == "your section’s leader and the program office"
    assert waited_for(steps_of(decided(missing("training")), around())) == ""


class TestCoordinator:
    def line(self, one, **circumstances):
        found = lines_of(Oversight(decided(one), circumstances))
        return next(
            (x.sentence, x.actor, x.holds) for x in found if x.title == noun(one.requirement)
        )

    def test_each_requirement(self):
        assert self.line(state("endorsement", until=END)) == (
            "Since March 2, 2026, through March 1, 2028.", Actor.NOBODY, False,
        )  # fmt: skip
        assert self.line(missing("training", done=5, total=8)) == (
            "Not yet, 5 of 8 modules.", Actor.SUPPORTER, False,
        )  # fmt: skip
        assert self.line(missing("live_session", done=1, total=3))[0] == "Not yet, 1 of 3 sessions."
        assert self.line(missing("good_standing", until=ON), has_leader=True) == (
            "Not since November 23, 2026.", Actor.SECTION_LEADER, False,
        )  # fmt: skip
        assert self.line(missing("no_hold")) == ("Without an end.", Actor.NOBODY, True)
        assert self.line(missing("no_hold", until=ON))[0] == "Until November 22, 2026."
        assert self.line(state("no_hold", since=None))[0] == "None."

    def test_what_keeps_a_certificate_from_being_made(self):
        def said(**found):
            lines = lines_of(Oversight(decided(missing("certificate")), {}, Undrawable(**found)))
            return next(line.sentence for line in lines if line.title == noun("certificate"))

        assert said() == "Not yet."
        assert said(in_titles="😀") == (
            "The certificate cannot be made, because a title of the training holds a character that our typeface "
            "lacks: 😀. Publish the title without it. Once that is changed, the certificate comes by itself within a "
            "day."
        )
        # One thing after the other: the name first.
        assert "the name holds characters that our typeface lacks: 玥 髙." in said(
            in_name="玥髙", in_titles="😀"
        )

    def entry(self, kind, **fields):
        plain = {
            "standing": "",
            "before": "",
            "policy": 1,
            "detail": {},
            "actor": "Hal Example, MD",
        }
        return entry_sentence(Entered(kind, **{**plain, **fields}))

    def test_the_record_in_sentences(self):
        assert self.entry("signature", detail={"kind": "endorsement"}) == (
            "Hal Example, MD signed the endorsement."
        )
        assert self.entry("signature", detail={"kind": "expectations"}) == (
            "Hal Example, MD signed the expectations."
        )
        assert self.entry("certificate", detail={"code": "ABCDEFGHJKMN"}, actor="") == (
            "Certificate ABCD-EFGH-JKMN was issued."
        )
        assert self.entry("withdrawal", detail={"kind": "endorsement"}) == (
            "Hal Example, MD withdrew the endorsement."
        )
        assert self.entry("revocation", detail={"code": "ABCDEFGHJKMN"}) == (
            "Certificate ABCD-EFGH-JKMN was revoked, because the attendance behind it was corrected. "
            "Brought about by Hal Example, MD."
        )
        assert self.entry("standing", standing="in_training", detail={"unmet": ["training"]}) == (
            "First standing: In training, under policy version 1. Brought about by Hal Example, MD. "
            "Not met: training."
        )
        assert self.entry("standing", standing="lapsed", before="active", actor="") == (
            "Active → Lapsed, under policy version 1. Noticed by the portal."
        )

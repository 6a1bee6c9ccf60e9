"""What a policy decides about a requirement, and how the gate reads it."""

from certification.rules.gate import Terms, decide
from certification.rules.intervals import Interval
from certification.rules.kinds import Asked, Facts, Parameters
from certification.rules.requirements import kinds
from tests.certification.test_gate import COMPLETIONS, MODULES, ON, D, facts


class TestLiveSessions:
    """The policy says of which kind, how many, and within how many months."""

    def state(self, on, *attended, kind="check_in", **asked):
        terms = Terms(1, (Asked("live_session", Parameters(session_kind="check_in", **asked)),))
        facts = Facts({"attendance": {kind: tuple(Interval(day) for day in attended)}})
        found = decide(terms, facts, on).state("live_session")
        return found.met, found.since, found.until, found.done, found.total

    def test_one_counts_for_good(self):
        assert self.state(D(2026, 3, 1), D(2026, 3, 2)) == (False, None, None, 0, 1)
        assert self.state(D(2030, 3, 2), D(2026, 3, 2)) == (True, D(2026, 3, 2), None, 1, 1)

    def test_of_another_kind_none_counts(self):
        assert self.state(ON, D(2026, 3, 2), kind="foundational") == (False, None, None, 0, 1)

    def test_it_is_met_by_as_many_as_the_policy_asks_for(self):
        attended = [D(2026, 5, 4), D(2026, 3, 2), D(2026, 4, 3)]
        assert self.state(D(2026, 5, 3), *attended, count=3) == (False, None, None, 2, 3)
        assert self.state(D(2026, 5, 4), *attended, count=3) == (True, D(2026, 5, 4), None, 3, 3)
        assert self.state(D(2026, 5, 4), *attended, count=2) == (True, D(2026, 4, 3), None, 2, 2)

    def test_each_counts_for_the_months_of_the_policy(self):
        attended = [D(2026, 1, 31), D(2026, 3, 10), D(2026, 8, 1)]
        asked = {"count": 2, "months": 6}
        seen = {on: self.state(on, *attended, **asked) for on in (
            D(2026, 3, 9), D(2026, 3, 10), D(2026, 7, 30), D(2026, 7, 31),
            D(2026, 8, 1), D(2026, 9, 9), D(2026, 9, 10),
        )}  # fmt: skip
        spring = (True, D(2026, 3, 10), D(2026, 7, 31), 2, 2)
        autumn = (True, D(2026, 8, 1), D(2026, 9, 10), 2, 2)
        assert seen == {
            D(2026, 3, 9): (False, None, None, 1, 2),
            D(2026, 3, 10): spring,
            D(2026, 7, 30): spring,
            D(2026, 7, 31): (False, None, D(2026, 7, 31), 1, 2),
            D(2026, 8, 1): autumn,
            D(2026, 9, 9): autumn,
            D(2026, 9, 10): (False, None, D(2026, 9, 10), 1, 2),
        }

    def test_two_on_one_day_are_two(self):
        twice = [D(2026, 3, 2), D(2026, 3, 2)]
        assert self.state(D(2026, 3, 2), *twice, count=2, months=1)[0] is True

    def test_its_state_changes_at_the_ends_of_what_it_rests_on_alone(self):
        asked = Asked("live_session", Parameters(session_kind="check_in", count=2, months=6))
        attended = (Interval(D(2026, 1, 31)), Interval(D(2026, 3, 10)), Interval(D(2026, 8, 1)))
        rests_on = kinds()["live_session"].rests_on(
            asked, Facts({"attendance": {"check_in": attended}})
        )
        assert rests_on == (
            Interval(D(2026, 3, 10), D(2026, 7, 31)),
            Interval(D(2026, 8, 1), D(2026, 9, 10)),
        )


def test_the_training_rests_on_the_days_on_which_every_module_is_finished():
    asked = Asked("training", Parameters(course=1), modules=MODULES)
    replaced = {**COMPLETIONS, 1: (Interval(D(2026, 1, 20), D(2026, 6, 1)),)}
    rests_on = kinds()["training"].rests_on(asked, facts(completions=replaced))
    assert rests_on == (Interval(D(2026, 2, 10), D(2026, 6, 1)),)
    assert kinds()["training"].rests_on(asked, facts(completions={})) == ()
    assert kinds()["training"].rests_on(Asked("training"), facts()) == ()

"""What editors read about a module that cannot be completed yet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as marked

from curriculum.phrases.parts import sentences
from curriculum.phrases.questions import fault
from curriculum.rules.problems import Problem

SENTENCES = {
    "title": marked("Write the module’s title."),
    "summary": marked("Write a sentence that says what the module is about."),
    "minutes": marked("Say how many minutes the module takes, at least 1."),
    "minutes_sum": marked("Add up the minutes of the parts: that makes %(sum)s, not %(said)s."),
    "pass_mark": marked("Set a pass mark from 1 to 100 percent."),
    "part_slug": marked("Give this part an address of its own in the module."),
    "part_twice": marked("Another part of this module has this title. Give each its own."),
    "part_title": marked("Write a title."),
    "part_minutes": marked("Say how many minutes this part takes, at least 1."),
    "part_kind": marked("Choose what kind of part this is."),
}
UNPUBLISHED = marked("Publish that module first.")


def in_words(problem: Problem) -> str:
    """The sentence that says what to correct. A kind of part may have its own; otherwise it is the common one."""
    if problem.code == "fault":
        return fault(problem.values["kind"], problem.values["fault"])
    known = {**SENTENCES, **sentences(problem.values.get("part", ""))}
    return str(known[problem.code]) % problem.values


def waiting_for_one_another(titles: Sequence[str]) -> str:
    """The sentence that names a circle of modules. The first title is also the last."""
    way = " → ".join(f"“{title}”" for title in titles)
    return _("These modules wait for one another, so nobody could begin: %(way)s.") % {"way": way}

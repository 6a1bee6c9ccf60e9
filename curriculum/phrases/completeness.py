"""What editors read about a module that cannot be completed yet."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as marked

from curriculum.phrases.questions import fault
from curriculum.rules.completeness import Problem

SENTENCES = {
    "title": marked("Write the module’s title."),
    "summary": marked("Write a sentence that says what the module is about."),
    "minutes": marked("Say how many minutes the module takes, at least 1."),
    "no_time_for_check": marked(
        "The sections alone take %(reading)s minutes: give the module at least %(least)s, "
        "so that there is time for the check."
    ),
    "pass_mark": marked("Set a pass mark from 1 to 100 percent."),
    "sections": marked("Add at least one section to read."),
    "section_slug": marked("Give this section an address of its own in the module."),
    "section_title": marked("Write the section’s title."),
    "section_minutes": marked("Say how many minutes the section takes, at least 1."),
    "section_html": marked("Write the section’s text."),
    "questions": marked("Add at least one question to the knowledge check."),
    "question_id": marked("Give this question an id of its own in the module."),
    "question_text": marked("Write the question."),
    "question_kind": marked("Choose what kind of question this is."),
    "option_id": marked("Give this answer an id of its own in the question."),
    "option_text": marked("Write the answer."),
    "option_twice": marked("Two answers say the same: nobody can tell them apart."),
}


def in_words(problem: Problem) -> str:
    """The sentence that says what to correct."""
    if problem.code == "circle":
        return waiting_for_one_another(problem.values["way"])
    if problem.code == "fault":
        return fault(problem.values["kind"], problem.values["fault"])
    return str(SENTENCES[problem.code]) % problem.values


def waiting_for_one_another(titles: Sequence[str]) -> str:
    """The sentence that names a circle of modules, beginning and ending with the same one."""
    way = " → ".join(f"“{title}”" for title in titles)
    return _("These modules wait for one another, so nobody could begin: %(way)s.") % {"way": way}

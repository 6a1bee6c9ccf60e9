"""What editors read about a module page that cannot be published yet."""

from django.utils.translation import gettext_lazy as marked

from curriculum.phrases import completeness
from curriculum.rules.completeness import Problem

SENTENCES = {
    "prerequisite_unpublished": marked("Publish that module first."),
    "section_title_twice": marked(
        "Another section of this module has this title. Give each its own."
    ),
    "check_minutes": marked("Say how many minutes the check takes, at least 1."),
    "minutes_sum": marked(
        "The sections take %(reading)s minutes and the check %(check)s: "
        "that makes %(sum)s, not %(said)s."
    ),
}


def in_words(problem: Problem) -> str:
    """The sentence that says what to correct: the page's own, or the curriculum's."""
    own = SENTENCES.get(problem.code)
    return completeness.in_words(problem) if own is None else str(own) % problem.values

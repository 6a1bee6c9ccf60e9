"""Sentences about the knowledge check."""

from django.utils.translation import gettext_lazy as marked

SENTENCES = {
    "no_check": marked("Add a knowledge check."),
    "checks": marked("A module has one knowledge check. Remove the others."),
    "part_minutes": marked("Say how many minutes the check takes, at least 1."),
    "questions": marked("Add at least one question to the knowledge check."),
    "question_id": marked("Give this question an id of its own in the module."),
    "question_text": marked("Write the question."),
    "question_kind": marked("Choose what kind of question this is."),
    "option_id": marked("Give this answer an id of its own in the question."),
    "option_text": marked("Write the answer."),
    "option_twice": marked("Two answers say the same: nobody can tell them apart."),
}

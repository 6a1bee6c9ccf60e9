"""English as a native engineer writes it: the slips that recurred here do not come back (CONTRIBUTING.md).

Texts of pages and emails are not read here.
"""

import pytest

from tests.architecture import prose
from tests.architecture.slips import slips_in
from tests.architecture.sources import ROOT, files, python_files

# It shows the slips beside what to write.
EXAMPLES = "CONTRIBUTING.md"
OPERATORS = ("management/", "settings/", "deploy/", "common/checks.py")


def everything() -> dict[str, list[prose.Prose]]:
    """What is read, by kind."""
    python = python_files()
    speaking = [path for path in python if any(part in str(path) for part in OPERATORS)]
    templates = files(".html", ".txt", under=("templates",))
    shell = [*files(".sh", under=("deploy",)), ROOT / ".ci" / "run", ROOT / "Makefile"]
    documents = files(".md")
    return {
        "docstrings and comments": [p for path in python for p in prose.of_python(path)],
        "messages to operators": [p for path in speaking for p in prose.for_operators(path)],
        "template comments": [p for path in templates for p in prose.of_template(path)],
        "shell comments": [p for path in shell for p in prose.of_shell(path)],
        "lines of documents": [p for path in documents for p in prose.of_document(path)],
    }


FLOORS = {
    "docstrings and comments": 2500,
    "messages to operators": 150,
    "template comments": 20,
    "shell comments": 60,
    "lines of documents": 500,
}


def test_prose_has_no_recurring_slips(checked) -> None:  # type: ignore[no-untyped-def]
    read = everything()
    found = [
        (piece.where, slip)
        for pieces in read.values()
        for piece in pieces
        if not (piece.where.startswith(EXAMPLES) and piece.text.startswith("|"))
        for slip in slips_in(piece.text)
    ]
    assert found == []
    for kind, floor in FLOORS.items():
        checked(kind, len(read[kind]), floor=floor)


@pytest.mark.parametrize(
    "text",
    [
        "Refuses who has no access (`left`).",
        "Only for who keeps accounts.",
        "A form for a new session, led by who schedules it.",
        "A colleague. Who left keeps the row and loses the access.",
        "Unless they are told already, who lapses gets a mail.",
        "The same mail to several people.",
        "Each is told by mail.",
        "The field to mend, if there is one.",
        "Calling it off twice tells them once.",
        "Call a session off, after asking.",
        "Whom would you call after a hard day?",
        "A line that stands not here is ignored.",
        "Refuses what is none or is too long.",
        "A message that is none of ours.",
        "Twice is once.",
        "There is no such page.",
        "This belongs into the note.",
        "It comes by itself.",
    ],
)
def test_slips_are_found(text: str) -> None:
    assert slips_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Refuses people who have no access (`left`).",
        "Leavers keep their row but lose access.",
        "For people who keep accounts.",
        "Who leads a section on a date, the head first.",
        "Places in a session: signing up, withdrawing, and who moves up.",
        "Who may do what in the CMS.",
        "The mail server is away, and a mail worker starts again.",
        "Emails anyone who lapses.",
        "Correct the field. Cancel the session.",
        "Who would you call after a hard day?",
        "The campus with this slug, made if there is none.",
        "The person to whom it was sent.",
        "It belongs in the note.",
        "Marked twice; it counts once.",
    ],
)
def test_plain_english_passes(text: str) -> None:
    assert slips_in(text) == []

"""Every text in Python that people read is marked for translation, as a whole sentence."""

from pathlib import Path

import pytest

from tests.architecture.marked import unmarked
from tests.architecture.sources import files, name

# Commands, settings and checks speak to operators; invented people and starter texts are content.
NOT_SHOWN = ("/management/", "portal/settings/", "content/demo/", "content/starter/")
NOT_SHOWN += ("portal/common/checks.py", "apps.py")


def shown_python() -> list[Path]:
    rooms = ("portal", "curriculum", "certification", "content")
    return [p for p in files(".py", under=rooms) if not any(part in name(p) for part in NOT_SHOWN)]


def test_every_text_in_python_is_marked(checked) -> None:  # type: ignore[no-untyped-def]
    read = shown_python()
    found = {name(path): unmarked(path.read_text()) for path in read}
    assert {path: texts for path, texts in found.items() if texts} == {}
    checked("Python files for unmarked text", len(read), floor=60)


@pytest.mark.parametrize(
    "source",
    [
        'raise Refusal("Choose a day.", code="day")',
        'raise Refusal(f"{person} has left.", code="left")',
        'raise Stale("Read it again.")',
        'messages.success(request, f"{name} is back.")',
        'name = forms.CharField(label="Name")',
        'post(person.email, "About your pause", "pause")',
        'self.add_error("day", "Choose a day.")',
        'class Answer(TextChoices):\n    YES = "yes", "Yes"',
        'class Meta:\n    verbose_name = "home page"',
        'def told() -> str:\n    return "Nobody has to look again."',
        'def told() -> str:\n    return "Done now." if done else _("Not yet.")',
    ],
)
def test_unmarked_text_is_found(source: str) -> None:
    assert len(unmarked(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '"""A module says what it is for."""',
        'raise Refusal(_("Choose a day."), code="day")',
        'raise Refusal(_("%(name)s has left.") % {"name": name}, code="left")',
        'messages.success(request, _("Saved."))',
        'name = forms.CharField(label=_("Name"))',
        'class Answer(TextChoices):\n    YES = "yes", _("Yes")',
        'raise LookupError(f"The permission {name} is declared nowhere.")',
        'logger.warning("The database is away: %s.", error)',
        'with recorded(by=by, why="Marked at the door."):\n    pass',
        'template_name = "content/cms/due_panel.html"',
    ],
)
def test_marked_text_and_what_nobody_reads_pass(source: str) -> None:
    assert unmarked(source) == []

"""Reads the forms of a page, and fills them in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Control:
    """One control of a form: a radio button or a checkbox counts when it is `on`."""

    name: str
    value: str
    kind: str
    id: str
    on: bool = True


@dataclass
class Form:
    """The controls in the order of the page, and what their labels say."""

    action: str
    controls: list[Control] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> list[Control]:
        """The controls of this name; with a hyphen before it, those of every form of a set."""
        if name.startswith("-"):
            return [control for control in self.controls if control.name.endswith(name)]
        return [control for control in self.controls if control.name == name]

    def label(self, control: Control) -> str:
        return " ".join(self.labels.get(control.id, "").split())

    def fields(self) -> list[tuple[str, str]]:
        """What a browser would send."""
        return [(control.name, control.value) for control in self.controls if control.on]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.label_of = ""
        self.is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", "")))
            self.is_open = True
        elif not self.is_open:
            return
        elif tag == "label":
            self.label_of = given.get("for", "")
        elif tag == "option":
            if "selected" in given:
                self.forms[-1].controls[-1].value = given.get("value", "")
        elif tag in {"input", "select", "textarea"} and "name" in given:
            self.forms[-1].controls.append(_control(tag, given))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_open = False
        elif tag == "label":
            self.label_of = ""

    def handle_data(self, data: str) -> None:
        if self.is_open and self.label_of:
            labels = self.forms[-1].labels
            labels[self.label_of] = labels.get(self.label_of, "") + data


def _control(tag: str, given: dict[str, str]) -> Control:
    kind = given.get("type", "text") if tag == "input" else tag
    on = "checked" in given if kind in {"radio", "checkbox"} else True
    value = given.get("value", "on" if kind in {"radio", "checkbox"} else "")
    return Control(given["name"], value, kind, given.get("id", ""), on)


def form_with(page: str, name: str) -> Form | None:
    """The first form of a page that has a control of this name; None where there is none."""
    reader = _Reader()
    reader.feed(page)
    return next((form for form in reader.forms if form.named(name)), None)


def answered(form: Form, right: list[list[str]]) -> list[tuple[str, str]]:
    """A knowledge check with the right answers: for each question the texts of the right options, in their order."""
    questions: dict[str, list[Control]] = {}
    for control in form.controls:
        if control.kind in {"radio", "checkbox", "select"}:
            questions.setdefault(control.name.split("_")[0], []).append(control)
    for controls, texts in zip(questions.values(), right, strict=True):
        wanted = [" ".join(text.split()) for text in texts]
        for control in controls:
            if control.kind == "select":
                control.value = str(wanted.index(form.label(control)) + 1)
            else:
                control.on = form.label(control) in wanted
    return form.fields()


def marked(form: Form, outcome: str) -> list[tuple[str, str]]:
    """A roster on which one person more is marked: the first of whom nothing is said yet."""
    choices: dict[str, list[Control]] = {}
    for control in form.named("-outcome"):
        choices.setdefault(control.name, []).append(control)
    for controls in choices.values():
        if not any(control.on and control.value for control in controls):
            for control in controls:
                control.on = control.value == outcome
            break
    return form.fields()

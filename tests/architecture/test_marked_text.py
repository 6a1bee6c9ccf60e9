"""Every sentence that people read in a template is marked for translation, as a whole sentence."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import files, name

# What is no text: comments, scripts, and what is marked.
NO_TEXT = re.compile(
    r"\{#.*?#\}"
    r"|\{% comment .*?%\}.*?\{% endcomment %\}"
    r"|\{% blocktranslate\b.*?\{% endblocktranslate %\}"
    r"|<(script|style)\b.*?</\1>",
    re.S,
)
TAG_OR_VALUE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
HTML = re.compile(r"<[^<>]*>", re.S)
ENTITY = re.compile(r"&\w+;")
# Attributes that are read aloud or shown.
SPOKEN = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
# Tags of ours whose positional texts are shown, and the texts that are names of colors, kinds and levels.
SHOWS = re.compile(
    r"\{% (?:submit|tag|back_link|summary_row|empty|progress|task|care_card)\b(.*?)%\}", re.S
)
LITERAL = re.compile(r"[\w|:]+[=:]\"[^\"]*\"|_\(\"[^\"]*\"\)|\"([^\"]+)\"")
NAMES = {
    *("grey", "blue", "green", "yellow", "orange", "red", "purple", "secondary", "warning"),
    *("urgent", "non-urgent", "immediate"),
}
ADDRESS = re.compile(r"/[\w/-]*")
WORD = re.compile(r"[^\W\d_]{2,}")


def unmarked(source: str) -> list[str]:
    """The texts of a template that are shown and not marked."""
    rest = NO_TEXT.sub("", source)
    attributes = [TAG_OR_VALUE.sub("", found) for found in SPOKEN.findall(rest)]
    arguments = [
        text
        for shown in SHOWS.findall(rest)
        for text in LITERAL.findall(shown)
        if text and text not in NAMES and not ADDRESS.fullmatch(text)
    ]
    plain = HTML.sub("\n", TAG_OR_VALUE.sub("", rest))
    lines = [ENTITY.sub("", line).strip() for line in plain.splitlines()]
    return [text for text in (*attributes, *arguments, *lines) if WORD.search(text)]


def templates() -> list[Path]:
    return files(".html", ".txt", under=("templates",))


def test_every_text_of_a_template_is_marked(checked) -> None:  # type: ignore[no-untyped-def]
    found = {name(path): unmarked(path.read_text()) for path in templates()}
    assert {path: texts for path, texts in found.items() if texts} == {}
    checked("templates for unmarked text", len(found), floor=150)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Read the statement.</p>",
        '<nav aria-label="Main">',
        '{% submit "Sign up" %}',
        '{% task title "Done" "green" %}',
        "{% if done %}Done{% endif %}",
    ],
)
def test_unmarked_text_is_found(source: str) -> None:
    assert len(unmarked(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Read the statement." %}</p>',
        "<p>{% blocktranslate trimmed %}Dear {{ name }},{% endblocktranslate %}</p>",
        "<nav aria-label=\"{% translate 'Main' %}\">{{ link.text }}</nav>",
        '{% submit _("Sign up") "secondary" %}',
        '{% submit _("Decline") kind="secondary" name="answer" value="decline" %}',
        "{# What the page needs #}<p>{{ step.sentence }} · </p>&nbsp;",
    ],
)
def test_marked_text_and_what_is_no_text_pass(source: str) -> None:
    assert unmarked(source) == []


def test_no_marked_text_begins_or_ends_in_the_middle_of_a_sentence(checked) -> None:  # type: ignore[no-untyped-def]
    """A translator needs the whole sentence: no piece begins with a comma or a full stop."""
    marked = re.compile(
        r"\{% translate [\"'](.*?)[\"'] %\}|\{% blocktranslate\b[^%]*%\}(.*?)\{% (?:plural|endblocktranslate)",
        re.S,
    )
    pieces = [
        (name(path), (one or other).strip())
        for path in templates()
        for one, other in marked.findall(path.read_text())
    ]
    assert [piece for piece in pieces if re.match(r"[,.;:)]", piece[1])] == []
    checked("marked texts", len(pieces), floor=500)

"""What engineers and readers are told in words: docstrings, comments, texts and documents, each with its place."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.architecture.sources import name

# What is code inside prose: names in backticks, fenced and indented blocks, addresses, tags of templates.
CODE = re.compile(r"```.*?```|`[^`\n]*`|https?://\S+|<[^<>\n]*>|\{%.*?%\}|\{\{.*?\}\}", re.S)
TEMPLATE_COMMENT = re.compile(r"\{#(.*?)#\}|\{% comment .*?%\}(.*?)\{% endcomment %\}", re.S)
SHELL_COMMENT = re.compile(r"(?m)(?:^|\s)#+ (.*)$")


class Prose(NamedTuple):
    where: str
    text: str


def of_python(path: Path) -> Iterator[Prose]:
    """Docstrings and comments, without what stands in backticks."""
    source = path.read_text()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node)
            if said:
                yield Prose(f"{name(path)}:{getattr(node, 'lineno', 1)}", CODE.sub("", said))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Prose(f"{name(path)}:{token.start[0]}", token.string)


def of_template(path: Path) -> Iterator[Prose]:
    """Comments alone: the texts of pages are their readers' matter."""
    for found in TEMPLATE_COMMENT.finditer(path.read_text()):
        yield Prose(name(path), found.group(1) or found.group(2))


def of_shell(path: Path) -> Iterator[Prose]:
    for found in SHELL_COMMENT.finditer(path.read_text()):
        yield Prose(name(path), found.group(1))


def of_document(path: Path) -> Iterator[Prose]:
    for number, line in enumerate(CODE.sub("", path.read_text()).splitlines(), 1):
        yield Prose(f"{name(path)}:{number}", line)


def for_operators(path: Path) -> Iterator[Prose]:
    """The messages of commands, settings and scripts: every text of more than one word but docstrings."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in docstrings:
            continue
        if isinstance(node.value, str) and " " in node.value:
            yield Prose(f"{name(path)}:{node.lineno}", node.value)

"""Finds the texts in Python that people read and that are not marked for translation."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

MARKING = {"_", "marked", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
# What raises or gives one of these, says its text to a person.
REFUSING = {"Refusal", "Stale", "ValidationError"}
# Calls whose positional argument at this place is read by people.
SAYING = {"success": 1, "info": 1, "warning": 1, "error": 1, "post": 1, "post_to_each": 1}
SAYING |= {"add_error": 1, "MenuEntry": 1}
# Keywords and attributes of classes that are read by people.
NAMES = {"label", "help_text", "heading", "description", "page_description", "menu_label"}
NAMES |= {"verbose_name", "verbose_name_plural", "empty_label"}
# Arguments that engineers and records read: reasons in the history, errors of the program, samples of blocks.
QUIET_CALLS = {"recorded", "logger", "CommandError", "compile"}
QUIET_NAMES = {"why", "preview_value", "help"}
SENTENCE = re.compile(r"\s?[“A-Z%]\S*\s+\S.*[.?!]\s*", re.S)
WORD = re.compile(r"[^\W\d_]{2,}")


class Found(NamedTuple):
    """A text that is not marked; `at_import` where it is evaluated when its module is imported."""

    node: ast.Constant | ast.JoinedStr
    text: str
    at_import: bool


def unmarked(source: str) -> list[str]:
    return [found.text for found in find(ast.parse(source))]


def find(tree: ast.Module) -> Iterator[Found]:
    yield from _Reader().read(tree, spoken=False, at_import=True)


class _Reader:
    """Walks a module, and knows of each text whether people read it."""

    def read(self, node: ast.AST, *, spoken: bool, at_import: bool) -> Iterator[Found]:
        if isinstance(node, ast.Constant | ast.JoinedStr):
            text = _text(node)
            if WORD.search(text) and (spoken or SENTENCE.fullmatch(text)):
                yield Found(node, text, at_import)
        elif isinstance(node, ast.Call):
            yield from self._call(node, spoken, at_import)
        elif isinstance(node, ast.ClassDef):
            yield from self._class(node)
        else:
            for child, said in self._children(node, spoken):
                inside = at_import and not isinstance(node, ast.FunctionDef | ast.Lambda)
                yield from self.read(child, spoken=said, at_import=inside)

    def _children(self, node: ast.AST, spoken: bool) -> Iterator[tuple[ast.AST, bool]]:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node, ast.Raise) and _called(node.exc) not in REFUSING:
            return
        if isinstance(node, ast.Assert):
            return
        if isinstance(node, ast.Assign | ast.AnnAssign):
            if not _names(node) & QUIET_NAMES and node.value is not None:
                yield node.value, spoken
        elif isinstance(node, ast.Compare | ast.Subscript):
            return
        elif isinstance(node, ast.Dict):
            yield from ((value, spoken) for value in node.values)
        elif isinstance(node, ast.IfExp):
            yield from ((node.body, spoken), (node.orelse, spoken))
        elif isinstance(node, ast.List | ast.Tuple | ast.BinOp | ast.BoolOp):
            yield from ((child, spoken) for child in ast.iter_child_nodes(node))
        else:
            yield from ((child, False) for child in ast.iter_child_nodes(node))

    def _call(self, node: ast.Call, spoken: bool, at_import: bool) -> Iterator[Found]:
        called = _called(node)
        if called in MARKING or called in QUIET_CALLS or _of_logger(node):
            return
        yield from self.read(node.func, spoken=False, at_import=at_import)
        for place, argument in enumerate(node.args):
            said = (called in REFUSING and place == 0) or SAYING.get(called) == place
            yield from self.read(argument, spoken=said, at_import=at_import)
        for keyword in node.keywords:
            if keyword.arg not in QUIET_NAMES:
                said = keyword.arg in NAMES
                yield from self.read(keyword.value, spoken=said, at_import=at_import)

    def _class(self, node: ast.ClassDef) -> Iterator[Found]:
        closed_list = any(_last(base) in {"TextChoices", "IntegerChoices"} for base in node.bases)
        for child in node.body:
            if closed_list and isinstance(child, ast.Assign) and isinstance(child.value, ast.Tuple):
                yield from self.read(child.value.elts[-1], spoken=True, at_import=True)
            else:
                said = isinstance(child, ast.Assign) and bool(_names(child) & NAMES)
                yield from self.read(child, spoken=said, at_import=True)


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(v.value if isinstance(v, ast.Constant) else "%s" for v in node.values)


def _last(node: ast.AST | None) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def _called(node: ast.AST | None) -> str:
    return _last(node.func) if isinstance(node, ast.Call) else ""


def _of_logger(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and _last(node.func.value) in {"logger", "stdout"}


def _names(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {_last(target) for target in targets}

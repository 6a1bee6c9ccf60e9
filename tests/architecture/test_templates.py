"""Templates: no inline script or style, nothing unused, nothing missing, no dead name of an address."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.template import Template
from django.template.base import Node, NodeList
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.urls import URLResolver, get_resolver
from django.utils.functional import cached_property

from curriculum.models import PublishedText
from curriculum.rules.questions import question_kinds
from tests.architecture.sources import ROOT, files, name, product_files, tree

TEMPLATES = ROOT / "templates"
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.I
)
NAMED = re.compile(r"^[a-z0-9_]+(?:/[a-z0-9_.-]+)*\.(?:html|txt)$")
# Found by their name: Django's and allauth's error pages.
BY_NAME = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}


def ours() -> list[Path]:
    return files(".html", ".txt", under=("templates",))


def template_name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def nodes(template: Template) -> Iterator[Node]:
    """Every node of a template, also inside blocks and branches."""
    yield from _below(template.nodelist)


def _below(nodelist: NodeList) -> Iterator[Node]:
    for node in nodelist:
        yield node
        for value in vars(node).values():
            if isinstance(value, NodeList):
                yield from _below(value)
        for _, branch in getattr(node, "conditions_nodelists", []):
            yield from _below(branch)


def compiled() -> list[tuple[str, Template]]:
    return [(template_name(path), get_template(template_name(path)).template) for path in ours()]


class Names:
    """The names that addresses go by, as `{% url %}` writes them."""

    @cached_property
    def known(self) -> set[str]:
        return set(self._of(get_resolver(), ""))

    def _of(self, resolver: URLResolver, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from self._of(pattern, inner)
            elif pattern.name:
                yield f"{prefix}{pattern.name}"


def test_nothing_is_inline(checked) -> None:  # type: ignore[no-untyped-def]
    found = [
        f"{name(path)}:{number} {line.strip()[:80]}"
        for path in ours()
        if path.suffix == ".html"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []
    checked("templates for inline scripts and styles", len(ours()), floor=20)


def test_the_search_for_inline_parts_finds_them() -> None:
    for wrong in [
        "<script>",
        '<p style="x">',
        '<a onclick="x">',
        "<style>",
        "<a href='javascript:x'>",
    ]:
        assert INLINE.search(wrong), wrong
    for right in ['<script src="/a.js" defer></script>', '<p class="style">', '<p data-on="x">']:
        assert not INLINE.search(right), right


def test_every_address_named_in_a_template_exists(checked) -> None:  # type: ignore[no-untyped-def]
    known, dead, number = Names().known, [], 0
    for where, template in compiled():
        for node in nodes(template):
            if isinstance(node, URLNode):
                number += 1
                said = node.view_name.var
                if isinstance(said, str) and said not in known:
                    dead.append(f"{where}: {said}")
    assert dead == []
    checked("addresses named in templates", number, floor=30)


def named_in_code() -> dict[str, str]:
    """Names of templates that stand in Python, with the file that names them."""
    mails = {template_name(path) for path in ours()}
    types = [model for model in apps.get_models() if issubclass(model, PublishedText)]
    found = {f"emails/{each.notice}.txt": each.__module__ for each in types}
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if NAMED.match(node.value):
                    found[node.value] = name(path)
                elif f"emails/{node.value}.txt" in mails:
                    found[f"emails/{node.value}.txt"] = name(path)
            elif isinstance(node, ast.Call):
                found |= {mail: name(path) for mail in _posted(node)}
    return found


def _posted(call: ast.Call) -> list[str]:
    """The emails that a call of `post` or `post_to_each` names: templates/emails/<name>.txt."""
    called = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if called not in {"post", "post_to_each"}:
        return []
    third = call.args[2:3] + [k.value for k in call.keywords if k.arg == "template"]
    return [f"emails/{a.value}.txt" for a in third if isinstance(a, ast.Constant)]


def named_in_templates() -> set[str]:
    found = set()
    for _, template in compiled():
        for node in nodes(template):
            if isinstance(node, ExtendsNode):
                found.add(str(node.parent_name.var))
            elif isinstance(node, IncludeNode):
                found.add(str(node.template.var))
    return found


def test_every_template_named_in_code_exists(checked) -> None:  # type: ignore[no-untyped-def]
    named = {n: where for n, where in named_in_code().items() if n.split("/")[0] in folders()}
    exist = {template_name(path) for path in ours()}
    assert {n: where for n, where in named.items() if n not in exist} == {}
    checked("templates named in code", len(named), floor=15)


def folders() -> set[str]:
    return {path.relative_to(TEMPLATES).parts[0] for path in ours()}


def test_every_template_is_used(checked) -> None:  # type: ignore[no-untyped-def]
    used = set(named_in_code()) | named_in_templates() | BY_NAME | _overrides() | of_kinds()
    names = [template_name(path) for path in ours()]
    assert [n for n in names if n not in used] == []
    checked("templates for their use", len(names), floor=20)


def of_kinds() -> set[str]:
    """Templates that a kind brings, found by its name."""
    return {f"curriculum/questions/{kind}.html" for kind in question_kinds()}


def _overrides() -> set[str]:
    """Templates of ours that take the place of one of a part that we build on."""
    from django.template.utils import get_app_template_dirs

    folders_of_apps = [Path(folder) for folder in get_app_template_dirs("templates")]
    return {
        template_name(path)
        for path in ours()
        if any((folder / template_name(path)).exists() for folder in folders_of_apps)
    }

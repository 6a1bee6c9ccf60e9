"""The design system in templates. Every template has these tags; docs/components.md shows each in use."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField, PasswordInput
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal.common import permissions, words
from portal.common.forms import messages_of, prepare, problems
from portal.common.navigation import Link, menu_of

register = template.Library()


# Forms ------------------------------------------------------------------------------------------


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict[str, object]:
    """Everything that is wrong in the forms, each problem linked to its field; nothing when all is well."""
    return {"problems": [problem for form in forms for problem in problems(form)]}


@register.simple_tag
def field(bound: BoundField, **attrs: Any) -> SafeString:
    """One field with label, hint and error; `attrs` go to the input (underscores become hyphens)."""
    prepare(bound, {name.replace("_", "-"): value for name, value in attrs.items()})
    return bound.as_field_group()


@register.inclusion_tag("components/form/options.html")
def options(bound: BoundField, inline: bool = False) -> dict[str, object]:
    """The radios or checkboxes of a field alone, where the page itself has the fieldset and its legend."""
    kinds = {"radioselect": "radios", "checkboxselectmultiple": "checkboxes"}
    return {"field": bound, "kind": kinds.get(bound.widget_type, ""), "inline": inline}


@register.inclusion_tag("components/submit.html")
def submit(text: str, kind: str = "", name: str = "", value: str = "") -> dict[str, str]:
    """A button that sends the form; `kind` is "", "secondary" or "warning"."""
    return {"text": text, "kind": kind, "name": name, "value": value}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " for the page's title while a form of the page has errors."""
    shown = [value for layer in context.dicts for value in layer.values()]
    return _("Error: ") if any(_has_errors(value) for value in _forms_in(shown)) else ""


def _forms_in(values: list[Any]) -> Iterator[BaseForm | BaseFormSet]:
    for value in values:
        # The type itself is asked: `isinstance` would wake lazy objects (the person, the CSRF token).
        if issubclass(type(value), BaseForm | BaseFormSet):
            yield value
        elif type(value) in {list, tuple}:
            yield from _forms_in([one for one in value if issubclass(type(one), BaseForm)])


def _has_errors(form: BaseForm | BaseFormSet) -> bool:
    if isinstance(form, BaseFormSet):
        return form.is_bound and (form.total_error_count() > 0)
    return form.is_bound and bool(form.errors)


# Pieces -----------------------------------------------------------------------------------------


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, sentence: str) -> dict[str, object]:
    """ "3 of 8 modules" and its bar; `sentence` is "<strong>{done} of {total}</strong> modules", from a template."""
    return {"done": done, "total": total, "sentence": format_html(sentence, done=done, total=total)}


@register.simple_tag
def tag(text: str, colour: str = "grey") -> SafeString:
    """A status; colours: grey, blue, green, yellow, orange, red, purple."""
    # No template: each item of a task list has one, and a template of its own costs more than all the item's text.
    return format_html('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>', colour, text)


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, text: str = "") -> dict[str, str]:
    """A link to where the reader came from; its text is "Back" unless given."""
    return {"url": url, "text": text or _("Back")}


@register.simple_block_tag(end_name="end_care_card")
def care_card(content: str, level: str, heading: str) -> SafeString:
    """A card that says where to turn; levels: non-urgent, urgent, immediate."""
    value = {"level": level, "heading": heading, "html": content}
    return render_to_string("components/care_card.html", {"value": value})


@register.inclusion_tag("components/task.html")
def task(
    title: str, status: str, colour: str = "", url: str = "", hint: str = ""
) -> dict[str, str]:
    """One item of `<ul class="nhsuk-task-list">`: a link where there is something to open, and its status."""
    return {
        # Two items of a list may have the same title: two sessions, two people of one name.
        "id": f"task-{slugify(f'{title} {url or hint}')}",
        "title": title,
        "status": status,
        "colour": colour,
        "url": url,
        "hint": hint,
    }


@register.inclusion_tag("components/summary_row.html")
def summary_row(key: str, text: Any) -> dict[str, object]:
    """One row of `<dl class="nhsuk-summary-list">`."""
    return {"key": key, "text": text}


@register.simple_block_tag(end_name="end_empty")
def empty(content: str, heading: str) -> SafeString:
    """What stands where a list has nothing, and what to do about it."""
    return render_to_string("components/empty.html", {"heading": heading, "content": content})


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(
    context: Context, page: Page, name: str = "page", label: str = ""
) -> dict[str, object]:
    """Previous, next, "page 2 of 5"; the rest of the address's query is kept. Of two lists on a page, the second has
    a `name` in the query and a `label` of its own."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    kept = f"{query.urlencode()}&" if query else ""
    return {"page": page, "query": kept, "name": name, "label": label or _("Pages")}


# What a person may do -----------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def can(context: Context, name: str, obj: Any = None) -> bool:
    """May the person who looks at the page do `name` (on `obj`)? Asks the access table."""
    request = context.get("request")
    return request is not None and permissions.allowed(request.user, name, obj)


@register.simple_tag(takes_context=True)
def menu(context: Context) -> list[Link]:
    """The main menu of the person who looks at the page."""
    request = context["request"]
    return menu_of(request.user, request.path)


# Words ------------------------------------------------------------------------------------------


register.filter("day", words.day)
register.filter("last_day", words.last_day)
register.filter("when", words.when)
register.filter("stamp", words.stamp)
register.filter("duration", words.duration)
register.filter("listed", words.listed)


@register.filter
def safe_html(value: Any) -> SafeString:
    """The HTML of a value marked as safe (rich text, a safe string); anything else is escaped."""
    return conditional_escape(value)


_NUMBERS = re.compile(r"\b(?:1-)?\d{3}-\d{3}-\d{4}\b|\b(?:988|911)\b")


@register.filter
def callable_numbers(text: str) -> SafeString:
    """A plain text in which each telephone number can be tapped."""
    said = conditional_escape(text)
    return mark_safe(  # noqa: S308 - the text is escaped, and a number holds digits and dashes alone
        _NUMBERS.sub(lambda found: f'<a href="tel:{found[0]}">{found[0]}</a>', said)
    )


register.filter("messages_of", messages_of)


@register.filter
def is_password(bound: BoundField) -> bool:
    """Is this an input that hides what is typed?"""
    return isinstance(bound.field.widget, PasswordInput)


@register.filter
def labelled(cells: Iterable[Any], header: Iterable[str]) -> list[tuple[str, Any]]:
    """Each cell of a table's row with its column's label, which a phone shows beside it."""
    return list(zip_longest(header, cells, fillvalue=""))


@register.filter
def is_marked_optional(bound: BoundField) -> bool:
    """May it be left empty, in a form where something may not? (An all-optional filter need not say so.)"""
    return not bound.field.required and any(one.required for one in bound.form.fields.values())

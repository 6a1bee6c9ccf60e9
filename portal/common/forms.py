"""Forms in the design system's pattern: label, hint, error, input, and a summary of all that is wrong."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.errors import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

REQUIRED = forms.Field.default_error_messages["required"]

# Django's own sentences name no field, so in the summary nobody could tell which one they mean.
_LIMITS = {
    "min_value": _("“{label}” must be at least {limit_value}."),
    "max_value": _("“{label}” can be at most {limit_value}."),
    "max_length": _(
        "“{label}” can have at most {limit_value} characters; now it has {show_value}."
    ),
    "null_characters_not_allowed": _("“{label}” holds a character that cannot be saved."),
}
_KINDS: list[tuple[type[forms.Field], "StrPromise"]] = [
    (forms.DateField, _("Write “{label}” as a date, for example 2026-11-23.")),
    (forms.TimeField, _("Write “{label}” as a time, for example 17:30.")),
    (forms.IntegerField, _("Write “{label}” as a whole number.")),
    (
        forms.URLField,
        _("Write “{label}” as a web address, for example https://meet.example.org/room."),
    ),
]


class DesignSystemRenderer(TemplatesSetting):
    """Renders forms and fields from templates/components/form; widgets keep Django's own templates."""

    form_template_name = "components/form/form.html"
    field_template_name = "components/form/field.html"


def retype(form: BaseForm, name: str, value: object) -> None:
    """Show a bound form again with another value in one field, as if it had been typed."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix(name)] = value
    form.data = data


class SummaryEntry(NamedTuple):
    """One line of the error summary: what is wrong, and the id of the input to correct ("" for none)."""

    text: str
    target: str


def attach(form: BaseForm, refusal: Refusal) -> None:
    """Put a service's refusal on the form: at its field, or in the summary if the form has no such field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def problems(form: BaseForm | BaseFormSet | list[BaseForm] | None) -> list[SummaryEntry]:
    """Everything that is wrong in bound forms: a form as a whole first, then its fields in their order."""
    if isinstance(form, list):
        return [problem for part in form for problem in problems(part)]
    if form is None or not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        whole = [SummaryEntry(str(text), "") for text in form.non_form_errors()]
        return whole + [problem for part in form.forms for problem in problems(part)]
    return [SummaryEntry(str(text), "") for text in form.non_field_errors()] + [
        SummaryEntry(text, "" if bound.is_hidden else first_input(bound))
        for bound in form
        for text in messages_of(bound)
    ]


def messages_of(bound: BoundField) -> list[str]:
    """What is wrong with a field; a sentence of Django's own becomes one that names the field."""
    return [
        _in_our_words(bound, error) or message
        for error in bound.form.errors.as_data().get(bound.name, [])
        for message in error.messages
    ]


def _in_our_words(bound: BoundField, error: ValidationError) -> str:
    """Our sentence for an error that a field of ours does not word itself; "" where it does."""
    if error.code == "required" and error.message == REQUIRED:
        return _left_empty(bound)
    if error.code in _LIMITS and error.code not in bound.field.error_messages:
        return _LIMITS[error.code].format(label=bound.label, **(error.params or {}))
    return next(
        (
            sentence.format(label=bound.label)
            for kind, sentence in _KINDS
            if isinstance(bound.field, kind)
            and error.message == kind.default_error_messages["invalid"]
        ),
        "",
    )


def _left_empty(bound: BoundField) -> str:
    if isinstance(bound.field, forms.BooleanField):
        return gettext("Tick “{label}”.").format(label=bound.label)
    if isinstance(bound.field, forms.ChoiceField | forms.ModelChoiceField):
        return gettext("Choose an answer to “{label}”.").format(label=bound.label)
    return gettext("Fill in “{label}”.").format(label=bound.label)


def first_input(bound: BoundField) -> str:
    """The id of the field's first input, where a link of the error summary leads."""
    if bound.use_fieldset:
        return f"{bound.auto_id}_0"
    return str(bound.id_for_label)


# The class that the design system gives to each kind of widget; groups of inputs have their own template.
_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "nhsuk-checkboxes__input"),
    (forms.Textarea, "nhsuk-textarea"),
    (forms.Select, "nhsuk-select"),
    (forms.PasswordInput, "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input"),
    (forms.ClearableFileInput, "nhsuk-file-upload"),
    (forms.Widget, "nhsuk-input"),
]


def prepare(bound: BoundField, attrs: dict[str, Any] | None = None) -> None:
    """Give a field's widget the design system's classes and what keyboards and password managers need."""
    # The browser's own bubbles would hide the error summary.
    bound.form.use_required_attribute = False
    widget = bound.field.widget
    own = widget.attrs
    own.pop("placeholder", None)  # a placeholder vanishes as soon as someone types; the hint stays
    for name, value in _assistance(bound.field).items():
        own.setdefault(name, value)
    own.update(attrs or {})
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
        return
    block = next(name for kind, name in _CLASSES if isinstance(widget, kind))
    wanted = [*block.split(), *own.get("class", "").split()]
    if bound.errors:
        wanted.append(f"{block.split()[0]}--error")
    own["class"] = " ".join(dict.fromkeys(wanted))


def _assistance(field: forms.Field) -> dict[str, str]:
    """What helps to fill in a kind of field."""
    if isinstance(field, forms.EmailField):
        return {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
    if isinstance(field.widget, forms.PasswordInput):
        return {
            "autocomplete": "current-password",
            "spellcheck": "false",
            "autocapitalize": "none",
        }
    if isinstance(field, forms.IntegerField):
        return {"inputmode": "numeric"}
    if isinstance(field, forms.URLField):
        return {"inputmode": "url", "spellcheck": "false", "autocapitalize": "none"}
    return {}


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")

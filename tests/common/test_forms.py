"""Forms in the design system's pattern: what is wrong is said in a summary and at the field."""

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms import formset_factory
from django.template import engines

from portal.common.errors import Refusal
from portal.common.forms import ClockInput, DayInput, SummaryEntry, attach, problems


class SessionForm(forms.Form):
    title = forms.CharField(help_text="As it stands in the list.")
    email = forms.EmailField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    day = forms.DateField(widget=DayInput)
    clock = forms.TimeField(widget=ClockInput)
    kind = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "Live"), ("b", "Video")])
    topics = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("x", "Listening"), ("y", "Closing")]
    )
    agreed = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput)


def rendered(source: str, **context: object) -> BeautifulSoup:
    return BeautifulSoup(engines["django"].from_string(source).render(context), "html.parser")


def test_nothing_is_wrong_with_a_form_that_nobody_has_sent() -> None:
    assert problems(SessionForm()) == []
    assert problems(None) == []
    assert rendered("{% error_summary form %}", form=SessionForm()).find() is None


def test_every_problem_names_its_field_and_leads_to_its_first_input() -> None:
    form = SessionForm({"email": "nobody", "title": "Kept"})
    assert problems(form) == [
        SummaryEntry("Enter a valid email address.", "id_email"),
        SummaryEntry("Fill in “Password”.", "id_password"),
        SummaryEntry("Fill in “Day”.", "id_day"),
        SummaryEntry("Fill in “Clock”.", "id_clock"),
        SummaryEntry("Choose an answer to “Kind”.", "id_kind_0"),
        SummaryEntry("Choose an answer to “Topics”.", "id_topics_0"),
        SummaryEntry("Tick “I agree”.", "id_agreed"),
        SummaryEntry("Fill in “Token”.", ""),
    ]


class LimitedForm(forms.Form):
    title = forms.CharField(max_length=5)
    places = forms.IntegerField(min_value=1, max_value=9)
    rooms = forms.IntegerField()
    day = forms.DateField()
    clock = forms.TimeField()
    link = forms.URLField(assume_scheme="https")
    own = forms.DateField(error_messages={"invalid": "Our own words."})


def test_what_is_wrong_names_the_field_also_where_django_would_not() -> None:
    typed = {"rooms": "two", "day": "soon", "clock": "25:99", "link": "x y", "own": "soon"}
    wrong = LimitedForm(typed | {"title": "Too long", "places": "0"})
    assert [problem.text for problem in problems(wrong)] == [
        "“Title” can have at most 5 characters; now it has 8.",
        "“Places” must be at least 1.",
        "Write “Rooms” as a whole number.",
        "Write “Day” as a date, for example 2026-11-23.",
        "Write “Clock” as a time, for example 17:30.",
        "Write “Link” as a web address, for example https://meet.example.org/room.",
        "Our own words.",
    ]
    more = LimitedForm({"title": "a\0", "places": "10"})
    assert [problem.text for problem in problems(more)][:2] == [
        "“Title” holds a character that cannot be saved.",
        "“Places” can be at most 9.",
    ]


def test_every_link_of_the_summary_leads_to_an_input_that_is_there() -> None:
    form = SessionForm({"title": ""})
    page = rendered("{% error_summary form %}{{ form }}", form=form)
    links = [link["href"].removeprefix("#") for link in page.select(".nhsuk-error-summary a")]
    assert links == [
        "id_title",
        "id_password",
        "id_day",
        "id_clock",
        "id_kind_0",
        "id_topics_0",
        "id_agreed",
    ]
    assert [page.find(id=link).name for link in links] == ["input"] * 7
    assert page.select_one(".nhsuk-error-summary [role=alert] h2").text == "There is a problem"


def test_a_field_with_an_error_says_so_to_eyes_and_to_screen_readers() -> None:
    page = rendered("{{ form }}", form=SessionForm({"title": ""}))
    title = page.find(id="id_title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert page.find(id="id_title_helptext").text == "As it stands in the list."
    assert page.find(id="id_title_error").text == "Error: Fill in “Title”."
    assert "nhsuk-input--error" in title["class"]
    assert "nhsuk-form-group--error" in title.find_parent("div")["class"]
    # The browser's own bubbles would hide the summary.
    assert not title.has_attr("required")


def test_what_was_typed_is_kept_except_a_password() -> None:
    sent = {"title": "<b>Kept</b>", "password": "secret", "kind": "b", "topics": ["y"]}
    page = rendered("{{ form }}", form=SessionForm(sent))
    assert page.find(id="id_title")["value"] == "<b>Kept</b>"
    assert not page.find(id="id_password").has_attr("value")
    assert [box["value"] for box in page.select("input[checked]")] == ["b", "y"]


def test_groups_have_a_legend_and_inputs_help_the_keyboard() -> None:
    page = rendered("{{ form }}", form=SessionForm())
    assert [legend.text.strip() for legend in page.select("legend")] == ["Kind", "Topics"]
    assert page.find("label", attrs={"for": "id_email"}).text.strip() == "Email (optional)"
    assert page.find(id="id_email")["autocomplete"] == "email"
    assert page.find(id="id_password")["autocomplete"] == "current-password"
    assert page.find(id="id_day")["type"] == "date"
    assert page.find(id="id_clock")["type"] == "time"
    # The hidden input is there, without a label.
    assert page.find(id="id_token")["type"] == "hidden"
    assert page.find("label", attrs={"for": "id_token"}) is None


def test_a_filter_does_not_call_each_of_its_fields_optional() -> None:
    form = forms.Form()
    form.fields["name"] = forms.CharField(required=False)
    assert rendered("{{ form }}", form=form).label.text == "Name"
    form.fields["campus"] = forms.CharField()
    assert [label.text for label in rendered("{{ form }}", form=form)("label")] == [
        "Name (optional)",
        "Campus",
    ]


@pytest.mark.parametrize(
    ("field", "shown"),
    [("title", SummaryEntry("It is full.", "id_title")), (None, SummaryEntry("It is full.", ""))],
)
def test_a_refusal_stands_at_its_field_or_above_the_form(
    field: str | None, shown: SummaryEntry
) -> None:
    form = forms.Form({})
    form.fields["title"] = forms.CharField(required=False)
    assert form.is_valid()
    attach(form, Refusal("It is full.", code="full", field=field))
    assert problems(form) == [shown]


def test_a_refusal_about_a_field_that_the_form_has_not_stands_above_the_form() -> None:
    form = forms.Form({})
    assert form.is_valid()
    attach(form, Refusal("It is full.", code="full", field="capacity"))
    assert problems(form) == [SummaryEntry("It is full.", "")]


def test_a_formset_tells_the_problems_of_its_forms() -> None:
    Lines = formset_factory(SessionForm, extra=0, min_num=2, validate_min=True)
    lines = Lines({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-email": "x"})
    assert [problem.text for problem in problems(lines)][:2] == [
        "Please submit at least 2 forms.",
        "Fill in “Title”.",
    ]
    assert problems(lines)[1].target == "id_form-0-title"

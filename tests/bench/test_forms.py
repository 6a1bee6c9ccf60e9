"""The bench fills in forms as a browser would."""

from tests.bench.forms import answered, form_with, marked

PAGE = """
<form action="/out/"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>
<form action="/check/"><input type="hidden" name="token" value="t">
<fieldset><input type="radio" name="q1" value="1" id="a"><label for="a">Wrong</label>
<input type="radio" name="q1" value="2" id="b"><label for="b"> The right
  one</label></fieldset>
<input type="checkbox" name="q2" value="1" id="c" checked><label for="c">Wrong</label>
<input type="checkbox" name="q2" value="2" id="d"><label for="d">Right</label>
<label for="e">Second</label><select name="q3_0" id="e"><option value="">-<option value="1">1</select>
<label for="f">First</label><select name="q3_1" id="f"><option value="">-<option value="1">1</select>
<button>Send</button></form>
"""
ROSTER = """
<form><input type="hidden" name="p1-seen" value="7">
<input type="radio" name="p1-outcome" value="attended"><input type="radio" name="p1-outcome" value="absent" checked>
<input type="radio" name="p2-outcome" value="attended"><input type="radio" name="p2-outcome" value="absent">
<input type="radio" name="p3-outcome" value="attended"></form>
"""


def test_a_form_is_found_by_a_control_of_exactly_this_name() -> None:
    found = form_with(PAGE, "token")
    assert found is not None
    assert found.action == "/check/"
    assert form_with(PAGE, "nothing") is None


def test_a_check_is_answered_by_the_texts_of_the_options() -> None:
    form = form_with(PAGE, "token")
    assert form is not None
    right = [["The right one"], ["Right"], ["First", "Second"]]
    assert answered(form, right) == [
        ("token", "t"),
        ("q1", "2"),
        ("q2", "2"),
        ("q3_0", "2"),
        ("q3_1", "1"),
    ]


def test_a_roster_is_marked_for_the_first_person_of_whom_nothing_is_said() -> None:
    form = form_with(ROSTER, "-outcome")
    assert form is not None
    assert form.fields() == [("p1-seen", "7"), ("p1-outcome", "absent")]
    assert marked(form, "attended") == [
        ("p1-seen", "7"),
        ("p1-outcome", "absent"),
        ("p2-outcome", "attended"),
    ]


def test_a_select_sends_what_is_selected() -> None:
    page = '<form><select name="s"><option value="1">1<option value="2" selected>2</select></form>'
    form = form_with(page, "s")
    assert form is not None
    assert form.fields() == [("s", "2")]

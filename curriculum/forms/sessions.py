"""The forms around live sessions."""

import datetime as dt
import uuid
import zoneinfo
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curriculum.enums import SessionKind
from curriculum.models import Session
from curriculum.selectors.sessions.staff import facilitators, keepers_of
from curriculum.validators import (
    LEAST_CAPACITY,
    LEAST_MINUTES,
    MOST_CAPACITY,
    MOST_MINUTES,
    SessionTerms,
    is_soon_enough,
    too_far_ahead,
)
from portal.accounts.models import Person
from portal.common.forms import ClockInput, DayInput
from portal.common.words import clock, day

FIRST, SECOND = "first", "second"
TERMS = fields(SessionTerms)


class SessionForm(forms.Form):
    """A session as a person describes it: local date and time in the program's zone."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of session"), choices=SessionKind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    date = forms.DateField(label=gettext_lazy("Date"), widget=DayInput)
    time = forms.TimeField(label=gettext_lazy("Start"), widget=ClockInput)
    which = forms.ChoiceField(
        label=gettext_lazy("Which of the two"),
        error_messages={
            "required": gettext_lazy("This time comes twice on that day. Choose one of the two.")
        },
        choices=[
            (FIRST, gettext_lazy("The first, before the clocks change")),
            (SECOND, gettext_lazy("The second, after it")),
        ],
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"), min_value=LEAST_MINUTES, max_value=MOST_MINUTES
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Number of places"), min_value=LEAST_CAPACITY, max_value=MOST_CAPACITY
    )
    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Building and room."),
    )
    link = forms.URLField(
        label=gettext_lazy("Video link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Shown only to people with a place. Give a place, a link, or both."),
    )
    facilitator = forms.ModelChoiceField(
        label=gettext_lazy("Facilitator"), queryset=Person.objects.none()
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = facilitators()  # type: ignore[attr-defined]
        self.fields["time"].help_text = _("In %(zone)s time.") % {"zone": zone_name()}
        if not self._is_doubled():
            del self.fields["which"]

    @classmethod
    def empty_for(cls, person: Person) -> "SessionForm":
        """A form for a new session, led by the person scheduling it."""
        return cls(
            initial={
                "kind": SessionKind.values[0],
                "title": _("Foundational training: live session"),
                "minutes": 120,
                "capacity": 20,
                "facilitator": person.pk,
                "token": uuid.uuid4(),
            }
        )

    @classmethod
    def showing(cls, session: Session) -> "SessionForm":
        """A form that shows a session as it is."""
        local = timezone.localtime(session.starts_at)
        return cls(
            initial={
                "kind": session.kind,
                "title": session.title,
                "date": local.date(),
                "time": local.time(),
                "which": SECOND if local.fold else FIRST,
                "minutes": session.minutes,
                "capacity": session.capacity,
                "place": session.place,
                "link": session.link,
                "facilitator": keepers_of(session)[0].pk,
                "token": uuid.uuid4(),
                "revision": session.revision,
            }
        )

    def clean(self) -> dict[str, Any]:
        """Add `starts_at`. Refuses a day too far ahead and a local time that does not exist."""
        data = super().clean() or {}
        date, time = data.get("date"), data.get("time")
        if not date or not time:
            return data
        if not is_soon_enough(date):
            self.add_error("date", too_far_ahead())
        elif skipped(date, time):
            self.add_error(
                "time",
                _(
                    "The clocks go forward on %(day)s: %(time)s does not exist that day. "
                    "Choose a time an hour earlier or later."
                )
                % {"day": day(date), "time": clock(time)},
            )
        elif doubled(date, time) and not data.get("which"):
            return data  # the field `which` reports the error
        else:
            fold = int(data.get("which") == SECOND)
            data["starts_at"] = local_moment(date, time, fold)
        return data

    def terms(self) -> SessionTerms:
        """The terms that the services take. Requires a valid form."""
        return SessionTerms(**{each.name: self.cleaned_data[each.name] for each in TERMS})

    def _is_doubled(self) -> bool:
        """Whether the form's time comes twice, so that the form must ask which one is meant."""
        if not self.is_bound:
            date, time = self.initial.get("date"), self.initial.get("time")
        else:
            try:
                date = self.fields["date"].clean(self.data.get(self.add_prefix("date")))
                time = self.fields["time"].clean(self.data.get(self.add_prefix("time")))
            except forms.ValidationError:
                return False
        return bool(date and time and doubled(date, time))


class MarkForm(forms.Form):
    """One person's line of the roster."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What happened"), required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Needed only when you change what was saved before."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, choices: Iterable[tuple[str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


def local_moment(date: dt.date, time: dt.time, fold: int = 0) -> dt.datetime:
    """The moment of a date and time in the program's zone; `fold` 1 is the second of a doubled hour."""
    zone = timezone.get_default_timezone()
    return dt.datetime.combine(date, time, tzinfo=zone).replace(fold=fold)


def skipped(date: dt.date, time: dt.time) -> bool:
    """Whether the clocks jump over this time (2027-03-14 02:30 in New York)."""
    moment = local_moment(date, time)
    there_and_back = moment.astimezone(dt.UTC).astimezone(moment.tzinfo)
    return there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None)


def doubled(date: dt.date, time: dt.time) -> bool:
    """Whether this time comes twice (2027-11-07 01:30 in New York)."""
    first, second = (local_moment(date, time, fold) for fold in (0, 1))
    return first.utcoffset() != second.utcoffset() and not skipped(date, time)


def zone_name() -> str:
    """The place that the program's zone is named for: "New York"."""
    zone = timezone.get_default_timezone()
    key = zone.key if isinstance(zone, zoneinfo.ZoneInfo) else str(zone)
    return key.rpartition("/")[2].replace("_", " ")

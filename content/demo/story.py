"""One colleague's way: each method notes an act, so many days before today, in the calendar."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from certification.enums import StatementKind
from certification.models import Nomination, Supporter
from certification.selectors.certificates import certificate_in_force
from certification.selectors.statements import statement_for
from certification.services.attestations import attest_good_standing
from certification.services.certificates import issue_certificate
from certification.services.endorsements import (
    decline_endorsement,
    sign_endorsement,
    withdraw_endorsement,
)
from certification.services.holds import place_hold
from certification.services.nominations import (
    accept_nomination,
    close_nomination,
    decline_nomination,
    nominate,
)
from content.demo import study
from content.demo.calendar import Calendar
from content.demo.cast import Cast
from content.demo.meetings import Meetings
from content.demo.people import CASEY, SKY, DemoColleague, Stage
from curriculum.enums import Outcome
from curriculum.models import Edition, ExpectationsEdition
from curriculum.services.expectations import accept_expectations
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.time import today
from portal.sections.models import Section

# At which module the colleagues who fail a check once do so.
HARD_MODULE = 2


@dataclass(frozen=True)
class Story:
    """What one colleague did. The hours of a day follow the order in which things can happen."""

    calendar: Calendar
    cast: Cast
    meetings: Meetings
    course: list[Edition]
    colleague: DemoColleague

    @property
    def person(self) -> Person:
        return self.cast.people[self.colleague]

    @property
    def stage(self) -> Stage | None:
        return self.colleague.stage

    @property
    def pace(self) -> int:
        """People differ: days from 0 to 4, the same at each loading."""
        return sum(map(ord, self.colleague.name)) % 5

    @property
    def head(self) -> Person:
        return self.cast.head_of(self.colleague)

    @property
    def supporter(self) -> Supporter:
        return Supporter.objects.select_related("person").get(person=self.person)

    @property
    def section(self) -> Section:
        return Section.objects.get(slug=self.colleague.section)

    def nominated(self, days_ago: int) -> None:
        """By the head of the section, or by a colleague without a part in the program."""
        nominator = self.cast.people[SKY] if self.pace == 0 else self.head
        name, email = self.colleague.name, self.colleague.email
        self._at(days_ago, 8, partial(nominate, name=name, email=email, by=nominator))

    def answers(self, days_ago: int, *, accept: bool = True) -> None:
        def act() -> None:
            nomination = Nomination.objects.get(nominee=self.person)
            answer = accept_nomination if accept else decline_nomination
            answer(nomination, by=self.person)

        self._at(days_ago, 9, act)

    def is_closed(self, days_ago: int) -> None:
        def act() -> None:
            nomination = Nomination.objects.get(nominee_email=self.colleague.email)
            close_nomination(nomination, by=self.cast.people[CASEY])

        self._at(days_ago, 10, act)

    def attested(self, days_ago: int) -> None:
        def act() -> None:
            signed = (self.supporter, self.head, self.section)
            shown = statement_for(StatementKind.GOOD_STANDING, *signed, today())
            attest_good_standing(
                self.supporter,
                section=self.section,
                printed_name=self.head.name,
                statement_hash=shown.hash,
                by=self.head,
            )

        self._at(days_ago, 10, act)

    def learns(self, first: int, last: int, *, modules: int) -> None:
        """One module after the other between two days; some people need two tries at one of them."""
        fails = self.pace % 3 == 0
        for number, edition in enumerate(self.course[:modules]):
            day = first - (first - last) * number // max(modules - 1, 1)
            act = partial(
                study.finish,
                self.person,
                edition,
                fails_first=fails and number == HARD_MODULE,
            )
            self._at(day, 11, act, minute=number)

    def stops_in_the_middle(self, days_ago: int, *, module: int) -> None:
        self._at(days_ago, 16, partial(study.read_half, self.person, self.course[module]))

    def signs_up(self, days_ago: int, session: int | str) -> None:
        self._at(days_ago, 13, lambda: self.meetings.sign_up(session, self.person))

    def withdraws(self, days_ago: int, session: int | str) -> None:
        self._at(days_ago, 14, lambda: self.meetings.withdraw(session, self.person))

    def accepts_expectations(self, days_ago: int) -> None:
        def act() -> None:
            edition = ExpectationsEdition.objects.latest("number")
            accept_expectations(self.person, edition_id=edition.pk, printed_name=self.person.name)
            # The service asks for it after the commit, and here everything is one transaction.
            issue_certificate(self.supporter)

        self._at(days_ago, 15, act)

    def endorsed(self, days_ago: int, *, decline: bool = False) -> None:
        """The head's decision about the certified supporter."""

        def act() -> None:
            signed = (self.supporter, self.head, self.section)
            certificate = certificate_in_force(self.supporter, today())
            kind = StatementKind.DECLINE if decline else StatementKind.ENDORSEMENT
            shown = statement_for(kind, *signed, today(), certificate)
            sign = decline_endorsement if decline else sign_endorsement
            sign(
                self.supporter,
                section=self.section,
                printed_name=self.head.name,
                statement_hash=shown.hash,
                by=self.head,
            )

        self._at(days_ago, 16, act)

    def loses_endorsement(self, days_ago: int) -> None:
        def act() -> None:
            signed = self.supporter.endorsements.get()
            withdraw_endorsement(signed, by=signed.signer)

        self._at(days_ago, 10, act)

    def was_not_there(self, days_ago: int) -> None:
        """The facilitator finds that somebody else had answered to the name."""
        absent = partial(
            self.meetings.correct,
            self.colleague.group,
            self.person,
            Outcome.ABSENT,
            "Somebody else answered to the name",
        )
        self._at(days_ago, 14, absent)

    def pauses(self, days_ago: int, *, back_in: int | None = None) -> None:
        """A hold from that day; `back_in`: its first day without it, counted from today."""
        coordinator = self.cast.people[CASEY]
        until = None if back_in is None else self.calendar.today + dt.timedelta(days=back_in)
        self._at(
            days_ago,
            10,
            lambda: place_hold(self.supporter, since=today(), until=until, by=coordinator),
        )

    def leaves(self, days_ago: int) -> None:
        coordinator = self.cast.people[CASEY]
        why = "Left the hospital"
        self._at(days_ago, 17, lambda: end_access(self.person, by=coordinator, why=why))

    def _at(self, days_ago: int, hour: int, act: Callable[[], object], minute: int = 0) -> None:
        self.calendar.at(self.calendar.moment(days_ago, hour, minute), act)

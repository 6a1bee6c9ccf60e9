"""One colleague's way from nominated to active in a browser: what each person does, in turn."""

import datetime as dt
import re
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.core import mail
from django.utils.timezone import localtime

from curriculum.models import Edition, Session
from curriculum.rules.progress import marked_parts
from curriculum.selectors.courses import newest_editions
from portal.accounts.models import Person
from portal.common.roles import Role
from portal.common.time import now
from portal.sections.models import Section
from tests.browser.answers import give_answers
from tests.browser.hands import Hands
from tests.factories import PASSWORD, make_leader, make_person
from tests.path import begin

_LINK = re.compile(r"http://127\.0\.0\.1\S+")


@dataclass(frozen=True)
class Cast:
    stan: Person
    nora: Person
    hal: Person
    fay: Person
    cora: Person


def make_cast() -> Cast:
    """The people of the story: Stan nominates Nora, Hal heads her section, Fay facilitates, Cora coordinates."""
    section = Section.objects.get(slug="cardiology")
    return Cast(
        stan=make_person("Stan Example"),
        nora=make_person("Nora Example", section=section),
        hal=make_leader("Hal Example", section),
        fay=make_person("Fay Example", roles=[Role.FACILITATOR]),
        cora=make_person("Cora Example", roles=[Role.COORDINATOR]),
    )


def sign_in(hands: Hands, person: Person) -> None:
    """On the page that asks for it."""
    hands.reads("Sign in")
    hands.write("Email address", person.email)
    hands.write("Password", PASSWORD)
    hands.press("Sign in")


def confirm(hands: Hands) -> None:
    """The password once more, because something is signed."""
    hands.reads("Confirm it’s you")
    hands.write("Password", PASSWORD)
    hands.press("Confirm")


def minutes_pass(hands: Hands, minutes: int) -> None:
    """The window's sign-in becomes that much older."""
    cookies = {cookie["name"]: cookie["value"] for cookie in hands.page.context.cookies()}
    session = import_module(settings.SESSION_ENGINE).SessionStore(cookies["sessionid"])
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()


def link_to(person: Person, subject: str) -> str:
    """The one link of the newest mail with this subject."""
    bodies = [m.body for m in mail.outbox if m.to == [person.email] and m.subject == subject]
    (link,) = _LINK.findall(bodies[-1])
    return link


def nominate(hands: Hands, cast: Cast) -> None:
    """Somebody without a part in the program."""
    hands.go("/")
    hands.menu("Sign in", "Account")
    sign_in(hands, cast.stan)
    hands.reads("Hello, Stan Example")
    hands.follow("Nominate a colleague")
    hands.write("Your colleague’s name", cast.nora.name)
    hands.write("Their work email address", cast.nora.email)
    hands.press("Nominate")
    hands.sees("We will ask Nora Example")


def accept(hands: Hands, cast: Cast) -> None:
    """The nominee, from the email; then the path says whose turn it is."""
    hands.go(link_to(cast.nora, "A colleague nominated you as a peer supporter"))
    sign_in(hands, cast.nora)
    hands.reads("Your nomination as a peer supporter")
    hands.press("Accept")
    hands.sees("Welcome.")
    hands.sees("2 of 8 requirements met")


def attest(hands: Hands, cast: Cast) -> None:
    """The section's head, from the email, with the password for the signature."""
    hands.go(link_to(cast.hal, "Is Nora Example in good standing?"))
    sign_in(hands, cast.hal)
    hands.reads("Nora Example, MD")
    minutes_pass(hands, 6)
    hands.write("Your name", cast.hal.name)
    hands.press("Sign the statement")
    confirm(hands)
    hands.sees("You have attested the good standing of Nora Example.")


def learn(hands: Hands) -> None:
    """Every module of the course; the first check is not passed at once."""
    hands.menu("Training")
    editions = list(newest_editions())
    hands.follow(f"Start the training: {editions[0].title}")
    for number, edition in enumerate(editions):
        _read(hands, edition)
        if number == 0:
            give_answers(hands, edition, rightly=False)
            hands.press("Send my answers")
            hands.reads("Not quite yet")
            hands.follow("Try again")
        give_answers(hands, edition)
        hands.press("Send my answers")
        hands.reads("Well done")
        if number + 1 < len(editions):
            hands.follow(f"Go on with “{editions[number + 1].title}”")
    hands.follow("See what comes next on your path")
    hands.sees("4 of 8 requirements met")


def _read(hands: Hands, edition: Edition) -> None:
    for section in marked_parts(edition.parts):
        hands.reads(section.title)
        hands.press("Mark as read and continue")
    hands.reads("Knowledge check")


def schedule(hands: Hands, cast: Cast) -> None:
    """The facilitator plans a session whose door is open already."""
    hands.go("/sessions/")
    sign_in(hands, cast.fay)
    hands.follow("Schedule a session")
    hands.set_moment("Date", "Start", localtime(now() + dt.timedelta(minutes=25)))
    hands.write("Place (optional)", "Education building, room 2")
    hands.press("Put it on the calendar")
    hands.sees("The session is on the calendar.")


def take_a_place(hands: Hands) -> None:
    hands.go("/my/")
    hands.follow("Choose a session")
    hands.follow("Foundational training: live session")
    hands.press("Sign up")
    hands.sees("You have a place.")
    hands.sees("Education building, room 2")


def mark(hands: Hands) -> None:
    """The facilitator at the door, as the session begins."""
    hands.go("/sessions/")
    hands.follow("Foundational training: live session")
    hands.follow("Roster and attendance")
    begin(Session.objects.get())
    line = hands.page.get_by_role("group", name="Nora Example, MD")
    hands.choose(line.get_by_label("Attended", exact=True))
    hands.press("Save attendance")
    hands.sees("Saved: 1 person marked.")


def sign_expectations(hands: Hands, cast: Cast) -> None:
    """The password again: the sign-in is old by now. The certificate follows by itself."""
    minutes_pass(hands, 60)
    hands.go("/my/")
    hands.follow("Read and sign")
    hands.write("Your name", cast.nora.name)
    hands.press("Sign the expectations")
    confirm(hands)
    hands.sees("You signed the expectations.")
    hands.menu("My path")
    hands.sees("7 of 8 requirements met")


def certificate_of(hands: Hands) -> tuple[bytes, str]:
    """The document behind the link on the path, and the code by which anybody can verify it."""
    link = hands.page.get_by_role("link", name="Download your certificate (PDF)")
    answer = hands.page.request.get(link.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    name = answer.headers["content-disposition"]
    return answer.body(), name.partition("certificate-")[2].removesuffix('.pdf"')


def verify(hands: Hands, code: str) -> None:
    """A visitor who holds the paper."""
    hands.go("/")
    hands.follow("Verify a certificate")
    hands.write("Code on the certificate", code.lower().replace("-", " "))
    hands.press("Verify")
    hands.reads("Nora Example, MD")
    hands.sees("is valid today")
    hands.sees(code)


def endorse(hands: Hands, cast: Cast) -> None:
    """The head again: sees what was done, and signs."""
    hands.go(link_to(cast.hal, "Nora Example asks for your endorsement"))
    hands.reads("Nora Example, MD")
    minutes_pass(hands, 60)
    hands.write("Your name", cast.hal.name)
    hands.press("Sign the endorsement")
    confirm(hands)
    hands.sees("You endorsed Nora Example")


def is_active(hands: Hands) -> None:
    hands.go("/my/")
    hands.sees("8 of 8 requirements met")
    hands.sees("Active")


def oversee(hands: Hands, cast: Cast) -> None:
    """The coordinator reads the record."""
    hands.go("/program/")
    sign_in(hands, cast.cora)
    hands.follow("Nora Example, MD")
    hands.sees("8 of 8 requirements met")
    hands.sees("Hal Example, MD")


def find(hands: Hands, cast: Cast) -> None:
    """Who nominated finds the colleague among the active supporters."""
    hands.menu("Find a supporter")
    hands.sees("1 active supporter")
    hands.sees("Nora Example, MD")
    hands.menu("Sign out", "Account")
    hands.go("/my/")
    hands.reads("Sign in")

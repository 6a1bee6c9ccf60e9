"""Pages worth looking at, in the demonstration: who sees them, where, and what was done first."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from playwright.sync_api import Page

from certification.models import Certificate, Hold, Nomination, Supporter
from content.demo.people import COHORT, DemoColleague, Stage
from curriculum.models import Attempt, Bookmark, Module, Session
from curriculum.rules.progress import marked_parts
from portal.accounts.models import Person
from portal.common.time import now
from portal.sections.models import Leadership

VISITOR = None


class Sight(NamedTuple):
    """`who` is an email address, None for a visitor. `act` happens on the page before one looks."""

    name: str
    who: str | None
    path: str
    act: Callable[[Page], object] | None = None
    # Answers with an error on purpose.
    refused: bool = False


def email_of(name: str) -> str:
    return Person.objects.get(name=name).email


def somebody(stage: Stage) -> DemoColleague:
    """The first of the cohort at this stage."""
    return next(colleague for colleague in COHORT if colleague.stage == stage)


def supporter(name: str) -> int:
    return Supporter.objects.get(person__name=name).pk


def press(text: str) -> Callable[[Page], object]:
    """Press a button that sends something."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=text, exact=True).click()

    return act


def sights() -> list[Sight]:
    """All of them; a name says what is seen."""
    return [
        *_for_visitors(),
        *_of_learning(),
        *_on_the_path(),
        *_of_sessions(),
        *_for_section_heads(),
        *_for_the_coordinator(),
        *_for_everybody_signed_in(),
    ]


def _for_visitors() -> list[Sight]:
    valid = Certificate.objects.filter(holder__startswith="Gina").get()
    expired = Certificate.objects.filter(holder__startswith="Chiara").first()
    assert expired is not None
    return [
        Sight("home", VISITOR, "/"),
        Sight("sign-in", VISITOR, "/accounts/login/"),
        Sight("sign-in with errors", VISITOR, "/accounts/login/", press("Sign in")),
        Sight("forgotten password", VISITOR, "/accounts/password/"),
        Sight("forgotten password sent", VISITOR, "/accounts/password/sent/"),
        Sight("password link too old", VISITOR, "/accounts/password/new/1-x/"),
        Sight("password saved", VISITOR, "/accounts/password/done/"),
        Sight("account closed", VISITOR, "/accounts/closed/"),
        Sight("about", VISITOR, "/about/"),
        Sight("about trigger events", VISITOR, "/about/trigger-events/"),
        Sight("about criteria", VISITOR, "/about/criteria/"),
        Sight("about expectations", VISITOR, "/about/expectations/"),
        Sight("about references", VISITOR, "/about/references/"),
        Sight("resources", VISITOR, "/resources/"),
        Sight("report or refer", VISITOR, "/report-or-refer/"),
        Sight("verify form", VISITOR, "/verify/"),
        Sight("verify form with errors", VISITOR, "/verify/", press("Verify")),
        Sight("verify", VISITOR, reverse("certification:verify", args=[valid.code])),
        Sight("verify expired", VISITOR, reverse("certification:verify", args=[expired.code])),
        Sight("verify unknown", VISITOR, "/verify/7KXM-2Q9R-HTW4/", refused=True),
        Sight("not found", VISITOR, "/no/such/page/", refused=True),
    ]


def _of_learning() -> list[Sight]:
    robin = Person.objects.get(name="Robin Sample")
    failed, passed = (Attempt.objects.filter(person=robin, passed=p)[0] for p in (False, True))
    bookmark = Bookmark.objects.filter(person=robin).order_by("-updated_at", "-pk")[0]
    done, current = passed.edition.module, bookmark.edition.module
    where = current.get_absolute_url()
    new = Module.objects.order_by("position").last()
    assert new is not None
    return [
        Sight("training", robin.email, "/training/"),
        Sight("module in the middle", robin.email, f"{where}?about"),
        Sight("module done", robin.email, done.get_absolute_url()),
        Sight("module not begun", robin.email, new.get_absolute_url()),
        *(
            Sight(f"section {section.slug}", robin.email, f"{where}{section.slug}/")
            for section in marked_parts(bookmark.edition.parts)
        ),
        Sight("check closed", robin.email, f"{where}check/"),
        Sight("check", robin.email, f"{done.get_absolute_url()}check/"),
        Sight(
            "check with errors",
            robin.email,
            f"{done.get_absolute_url()}check/",
            press("Send my answers"),
        ),
        Sight("check result failed", robin.email, _address_of(failed)),
        Sight("check result passed", robin.email, _address_of(passed)),
        Sight("training done", email_of("Gina Invented"), "/training/"),
    ]


def _address_of(attempt: Attempt) -> str:
    return reverse("curriculum:attempt", args=[attempt.edition.module.slug, attempt.pk])


def _on_the_path() -> list[Sight]:
    """What a supporter reads at each stage."""
    without = {Stage.NO_ACCOUNT, Stage.CLOSED, Stage.LEFT}
    seen = [stage for stage in Stage if stage not in without]
    to_sign = somebody(Stage.WANTS_EXPECTATIONS).email
    nominee, decliner = somebody(Stage.NOMINATED), somebody(Stage.DECLINED)
    return [
        *(Sight(f"my path, {stage.value}", somebody(stage).email, "/my/") for stage in seen),
        Sight("expectations", to_sign, "/my/expectations/"),
        Sight(
            "expectations with errors", to_sign, "/my/expectations/", press("Sign the expectations")
        ),
        Sight("expectations signed", email_of("Gina Invented"), "/my/expectations/"),
        Sight("nomination", nominee.email, _nomination_of(nominee)),
        Sight("nomination declined", decliner.email, _nomination_of(decliner)),
    ]


def _nomination_of(colleague: DemoColleague) -> str:
    nomination = Nomination.objects.get(nominee__email=colleague.email)
    return reverse("certification:nomination", args=[nomination.pk])


def _of_sessions() -> list[Sight]:
    jordan, olga = email_of("Jordan Example"), email_of("Olga Fictional")
    begun = Session.objects.filter(starts_at__lt=now(), cancelled_at=None)
    latest = begun.latest("starts_at")
    marked = begun.order_by("-starts_at")[1]
    full, coming = Session.objects.filter(
        starts_at__gt=now(), cancelled_at=None, kind="foundational"
    ).order_by("starts_at")
    off = Session.objects.exclude(cancelled_at=None).get()
    waiting = full.sign_ups.filter(status="waiting")[0].person.email
    return [
        Sight("sessions", olga, "/sessions/"),
        Sight("sessions for the facilitator", jordan, "/sessions/"),
        Sight("session with a place", olga, coming.get_absolute_url()),
        Sight("session without a place", email_of("Nils Sample"), coming.get_absolute_url()),
        Sight("session waitlist", waiting, full.get_absolute_url()),
        Sight("session for its facilitator", jordan, coming.get_absolute_url()),
        Sight("session called off", jordan, off.get_absolute_url()),
        Sight("roster", jordan, f"{latest.get_absolute_url()}roster/"),
        Sight("roster marked", jordan, f"{marked.get_absolute_url()}roster/"),
        Sight("roster before the door opens", jordan, f"{coming.get_absolute_url()}roster/"),
        Sight("session form", jordan, "/sessions/new/"),
        Sight(
            "session form with errors", jordan, "/sessions/new/", press("Put it on the calendar")
        ),
        Sight("session change", jordan, f"{coming.get_absolute_url()}edit/"),
        Sight("session call off", jordan, f"{coming.get_absolute_url()}cancel/"),
    ]


def _for_section_heads() -> list[Sight]:
    dana = email_of("Dana Example")
    bela, carmen, gina = (
        supporter(name) for name in ("Bela Template", "Carmen Prototype", "Gina Invented")
    )
    return [
        Sight("my path of a section head", dana, "/my/"),
        Sight("endorsements", dana, "/endorsements/"),
        Sight("sign good standing", dana, reverse("certification:attest", args=[bela])),
        Sight("sign an endorsement", dana, reverse("certification:endorse", args=[carmen])),
        Sight(
            "sign an endorsement with errors",
            dana,
            reverse("certification:endorse", args=[carmen]),
            press("Sign the endorsement"),
        ),
        Sight("decline", dana, reverse("certification:decline", args=[carmen])),
        Sight("withdraw", dana, reverse("certification:withdraw_endorsement", args=[gina])),
        Sight("confirm", dana, "/accounts/confirm/"),
    ]


def _for_the_coordinator() -> list[Sight]:
    casey = email_of("Casey Placeholder")
    open_hold = Hold.objects.filter(until=None)[0]
    waiting = Nomination.objects.filter(status="open")
    unknown, known = (waiting.filter(nominee__isnull=missing)[0].pk for missing in (True, False))
    gina = f"/program/{supporter('Gina Invented')}/"
    return [
        Sight("program", casey, "/program/"),
        Sight("what needs attention", casey, "/program/attention/"),
        Sight("program narrowed to nobody", casey, "/program/?name=nobody"),
        Sight("person", casey, f"/program/{supporter('Carmen Prototype')}/"),
        Sight("person with a past", casey, f"/program/{supporter('Ursula Example')}/"),
        Sight("person lapsed", casey, f"/program/{supporter('Chiara Placeholder')}/"),
        Sight("person revoked", casey, f"/program/{supporter('Jarek Fictional')}/"),
        Sight("person declined", casey, f"/program/{supporter('Farid Mockup')}/"),
        Sight("hold", casey, f"{gina}hold/"),
        Sight("renew a certificate", casey, f"/program/{supporter('Dov Fictional')}/certificate/"),
        Sight("correct a name", casey, f"{gina}name/"),
        Sight("move to a section", casey, f"{gina}section/"),
        Sight("end an endorsement", casey, f"{gina}endorsement/"),
        Sight("leaders", casey, "/sections/critical-care/leaders/"),
        Sight("leaders with errors", casey, "/sections/critical-care/leaders/", press("Appoint")),
        Sight("end a leader’s time", casey, reverse("sections:leader_end", args=_a_tenure())),
        Sight("nomination that waits", casey, f"/program/nominations/{known}/"),
        Sight("nomination to close", casey, f"/program/nominations/{known}/close/"),
        Sight("hold end", casey, f"/program/{open_hold.supporter_id}/holds/{open_hold.pk}/"),
        Sight("open an account", casey, f"/program/nominations/{unknown}/"),
        Sight(
            "open an account with errors",
            casey,
            f"/program/nominations/{unknown}/",
            press("Open the account"),
        ),
    ]


def _a_tenure() -> list[str | int]:
    tenure = Leadership.objects.filter(section__slug="critical-care", until=None)[0]
    return [tenure.section.slug, tenure.pk]


def _for_everybody_signed_in() -> list[Sight]:
    sky, robin = email_of("Sky Pretend"), email_of("Robin Sample")
    return [
        Sight("my path of a colleague", sky, "/my/"),
        Sight("nominate", sky, "/nominate/"),
        Sight("nominate with errors", sky, "/nominate/", press("Nominate")),
        Sight("directory", sky, "/supporters/"),
        Sight("directory narrowed to nobody", sky, "/supporters/?name=nobody"),
        Sight("sections", sky, "/sections/"),
        Sight("section", sky, "/sections/critical-care/"),
        Sight("sign out", sky, "/accounts/logout/"),
        Sight("not allowed", sky, "/program/", refused=True),
        Sight("my path of an editor", email_of("Emery Template"), "/my/"),
        Sight("guidance", robin, "/guidance/"),
        *(
            Sight(f"guidance {slug}", robin, f"/guidance/{slug}/")
            for slug in (
                "confidentiality-and-its-limits",
                "law-and-risk",
                "messages-and-notes",
                "talking-with-risk-and-quality",
                "when-you-witnessed-it",
            )
        ),
    ]

"""Pictures of the main pages, as the demonstration shows them: `make pictures` writes them to docs/pictures."""

import io
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page
from wagtail.models import Page as ContentPage

from certification.codes import ALPHABET, LENGTH
from certification.models import Certificate
from certification.services import certificates
from tests.browser.demonstration import People, load_demonstration
from tests.browser.sights import Sight, email_of, sights
from tests.browser.windows import DESKTOP, PHONE, Windows

pytestmark = pytest.mark.pictures

FOLDER = Path(settings.BASE_DIR) / "docs" / "pictures"
# The picture's name, and the name of the sight.
PICTURES = {
    "home": "home",
    "sign-in": "sign-in",
    "my-path": "my path, in the middle of the training",
    "my-path-active": "my path, active",
    "my-path-nominated": "my path, nominated, has not answered",
    "nomination": "nomination",
    "training": "training",
    "module-section": "section *",
    "check": "check",
    "check-result": "check result failed",
    "expectations": "expectations",
    "sessions": "sessions",
    "roster": "roster",
    "endorsements": "endorsements",
    "sign-endorsement": "sign an endorsement",
    "program": "program",
    "person": "person",
    "directory": "directory",
    "verify": "verify",
    "guidance": "guidance law-and-risk",
    "report-or-refer": "report or refer",
    "resources": "resources",
    "form-with-errors": "session form with errors",
    "not-found": "not found",
}
# A picture ends here: what follows looks like what came before.
LONGEST = 2600
COLOURS = 160


@pytest.fixture
def people(windows: Windows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> People:
    with monkeypatch.context() as meanwhile:
        # What stands on certificates must not differ from one run to the next.
        meanwhile.setattr(settings, "PUBLIC_URL", "https://peer-support.hospital.example")
        codes = random.Random("pictures")
        meanwhile.setattr(
            certificates, "new_code", lambda: "".join(codes.choices(ALPHABET, k=LENGTH))
        )
        load_demonstration(monkeypatch, tmp_path)
    return People(windows, lambda page: None)


def test_pictures_of_the_main_pages(people: People, windows: Windows, checked) -> None:
    FOLDER.mkdir(exist_ok=True)
    seen = {sight.name: sight for sight in sights()}
    windows.expected |= {sight.path for sight in seen.values() if sight.refused}
    for name, what in PICTURES.items():
        sight = _the_one(what, seen)
        page = people.page(sight.who)
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size["viewport"])
            page.goto(sight.path)
            if sight.act:
                sight.act(page)
            take(page, name)
    _take_the_cms(people)
    _take_the_certificate()
    checked("pictures", len(list(FOLDER.glob("*.png"))), floor=50)


def _the_one(what: str, seen: dict[str, Sight]) -> Sight:
    if what.endswith("*"):
        return next(sight for name, sight in seen.items() if name.startswith(what[:-1]))
    return seen[what]


def _take_the_cms(people: People) -> None:
    module = ContentPage.objects.get(slug="the-conversation")
    editor = people.page(email_of("Emery Template"))
    editor.goto(f"/cms/pages/{module.pk}/edit/")
    coordinator = people.page(email_of("Casey Placeholder"))
    coordinator.goto("/cms/history/")
    for page, name in ((editor, "cms-module"), (coordinator, "cms-history")):
        page.wait_for_load_state("networkidle")
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size["viewport"])
            take(page, name, whole=False)


def _take_the_certificate() -> None:
    """The first page of a certificate, at the widths of the other pictures; the old ones stay without poppler."""
    if not shutil.which("pdftoppm"):
        return
    document = bytes(Certificate.objects.filter(holder__startswith="Gina").get().document)
    for size in (PHONE, DESKTOP):
        width = size["viewport"]["width"]
        drawn = subprocess.run(
            ["pdftoppm", "-png", "-singlefile", "-scale-to-x", str(width), "-scale-to-y", "-1"],
            input=document,
            capture_output=True,
            check=True,
        )
        keep(drawn.stdout, f"certificate-{width}")


def take(page: Page, name: str, *, whole: bool = True) -> None:
    """A picture of the page, from its top."""
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    size = page.viewport_size
    assert size is not None
    height = (
        page.evaluate("() => document.documentElement.scrollHeight") if whole else size["height"]
    )
    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(height, LONGEST)}
    keep(
        page.screenshot(full_page=whole, clip=clip, animations="disabled"),
        f"{name}-{size['width']}",
    )  # type: ignore[arg-type]


def keep(picture: bytes, name: str) -> None:
    """Write a picture with few colours: these pages need no more, and a clone stays small."""
    few = Image.open(io.BytesIO(picture)).convert("RGB")
    few = few.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)

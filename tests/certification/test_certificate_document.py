"""The certificate as a PDF: readable by a screen reader, complete, on one page, and stored as it was issued."""

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys

import pikepdf
import pytest
from django.conf import settings

from certification.documents.certificate.page import certificate_pdf
from certification.models import Certificate
from portal.common import documents
from tests.certification.boxes import Drawn

PARTS = [
    {"title": f"Module {n} about the conversation", "number": 1, "minutes": 15, "hash": "0" * 64}
    for n in range(1, 9)
]


def certificate(
    holder: str = "Dana Example, MD",
    parts: int = 8,
    *,
    course: str = "Foundational education",
    title: str = "",
) -> Certificate:
    editions = [{**part, "title": title or part["title"]} for part in PARTS * 4]
    return Certificate(
        code="7KXM2Q9RHTW4",
        holder=holder,
        course=course,
        editions=editions[:parts],
        minutes=15 * parts,
        issued_on=dt.date(2026, 11, 23),
        expires_on=dt.date(2028, 11, 23),
    )


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(certificate_pdf(certificate())))


@pytest.fixture
def boxes(monkeypatch):  # type: ignore[no-untyped-def]
    """`boxes(certificate)`: where the lines of its document were drawn."""

    def draw(drawn: Certificate) -> Drawn:
        return Drawn.of(monkeypatch, lambda: certificate_pdf(drawn))

    return draw


def elements(node) -> list:  # type: ignore[no-untyped-def]
    """Every structure element below a node of the structure tree."""
    if isinstance(node, pikepdf.Array):
        return [found for each in node for found in elements(each)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    below = elements(node.K) if "/K" in node else []
    return ([node] if "/S" in node else []) + below


def test_it_is_tagged_for_screen_readers(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert bool(root.MarkInfo.Marked)
    assert "/StructTreeRoot" in root
    assert str(root.Lang) == "en-US"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Certificate of Dana Example, MD: Foundational education"
        assert about["dc:creator"] == ["Peer Support"]


def test_its_heading_and_its_pictures_are_told(pdf: pikepdf.Pdf) -> None:
    found = elements(pdf.Root.StructTreeRoot)
    assert [str(e.S) for e in found].count("/H1") == 1
    figures = [e for e in found if str(e.S) == "/Figure"]
    told = [str(figure.Alt) for figure in figures]
    assert len(told) == 3
    assert told[2].startswith("QR code that opens ")
    assert all(told)


def test_every_font_is_embedded(pdf: pikepdf.Pdf) -> None:
    descriptors = [
        obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontName" in obj
    ]
    assert len(descriptors) == 3
    for descriptor in descriptors:
        assert "+Atkinson-" in str(descriptor.FontName)
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


@pytest.mark.parametrize("parts", [0, 1, 8, 11, 24])
def test_it_fills_one_landscape_letter_page(parts: int) -> None:
    holder = "Maximiliana Wołodźko-Featherstonehaugh-Example of the Long Name, MD, PhD"
    pdf = pikepdf.open(io.BytesIO(certificate_pdf(certificate(holder, parts))))
    assert [[float(n) for n in page.mediabox] for page in pdf.pages] == [[0, 0, 792, 612]]


LONG = "When a colleague has been through an adverse event, and what to say "
NAMES = [
    "W" * 200,
    "山" * 200,
    "Щ" * 200,
    "नि" * 100,
    "Wł " * 66,
    "i" * 200,
    "Maximiliana-Wołodźko " * 9,
    "Nguyễn Thị Ánh Dương",
    "محمد عبد الرحمن " * 12,
    "<script>alert('O’Neill & Sons')</script>",
]


@pytest.mark.parametrize("holder", NAMES, ids=[name[:9] for name in NAMES])
def test_whatever_the_names_are_they_stay_in_their_places(boxes, holder: str) -> None:  # type: ignore[no-untyped-def]
    drawn = boxes(certificate(holder, 12, course=(LONG * 3)[:200], title=LONG))
    assert len(drawn.pages) == 1
    assert drawn.lines("holder") <= 3
    assert drawn.lines("course") <= 3
    # Within the margins, and nothing reaches down to the seal.
    assert drawn.left() >= 86.4 - 0.5
    assert drawn.right() <= 792 - 86.4 + 0.5
    assert drawn.bottom("parts") <= drawn.top("seal")


@pytest.mark.parametrize(
    ("holder", "drawn_as"),
    [
        ("Dana Example, MD", (35, 1)),
        ("Maria del Carmen Rodriguez, MD, PhD", (29, 1)),
        ("Maximiliana Wołodźko-Featherstonehaugh-Example of the Long Name, MD", (19, 2)),
        ("Ana " * 50, (12, 3)),
    ],
)
def test_a_short_name_is_set_large_and_a_long_one_smaller(boxes, holder, drawn_as) -> None:  # type: ignore[no-untyped-def]
    drawn = boxes(certificate(holder))
    assert (drawn.size("holder-name"), drawn.lines("holder")) == drawn_as


def test_an_ordinary_certificate_is_laid_out_once(boxes) -> None:  # type: ignore[no-untyped-def]
    assert boxes(certificate()).times == 1
    assert boxes(certificate("Maria del Carmen Rodriguez, MD, PhD")).times == 2


def test_modules_that_find_no_room_have_a_page_of_their_own(boxes) -> None:  # type: ignore[no-untyped-def]
    assert len(boxes(certificate(parts=24)).pages) == 1
    drawn = boxes(certificate("W" * 200, 24, course="W" * 200, title="A long title " * 15))
    assert len(drawn.pages) == 2
    assert drawn.bottom("parts") <= 612 - 61.9


def test_a_name_is_text_and_no_markup() -> None:
    holder = "<script>alert('O’Neill & Sons')</script>"
    pdf = pikepdf.open(io.BytesIO(certificate_pdf(certificate(holder))))
    with pdf.open_metadata() as about:
        assert about["dc:title"] == f"Certificate of {holder}: Foundational education"


@pytest.mark.parametrize("holder", ["Liu 玥", "Smile 😀"])
def test_a_name_that_cannot_be_drawn_gives_no_document(holder: str) -> None:
    assert certificate_pdf(certificate(holder[:-1]))
    with pytest.raises(documents.DocumentFailed, match='in <span class="holder-name"'):
        certificate_pdf(certificate(holder))


HASH = """
import django, hashlib, sys
django.setup()
from tests.certification.test_certificate_document import certificate, certificate_pdf
print([hashlib.sha256(certificate_pdf(certificate(name))).hexdigest() for name in sys.argv[1:]])
"""


def test_the_machine_has_no_say_in_the_bytes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    names = ["Dana Example, MD", "Nguyễn Thị Ánh", "अनीता शर्मा", "山田 太郎"]
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    bare = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    elsewhere = {**os.environ, **bare, "LANG": "ja_JP.UTF-8", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    printed = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", HASH, *names],
        env=elsewhere,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    here = [hashlib.sha256(certificate_pdf(certificate(name))).hexdigest() for name in names]
    assert printed.strip() == str(here)


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert certificate_pdf(certificate()) == certificate_pdf(certificate())


def test_a_missing_picture_is_an_error(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    assert certificate_pdf(certificate())
    original = documents._read

    def lose_the_seal(directory, name):  # type: ignore[no-untyped-def]
        if name.endswith("seal.svg"):
            raise FileNotFoundError(name)
        return original(directory, name)

    monkeypatch.setattr(documents, "_read", lose_the_seal)
    with pytest.raises(documents.DocumentFailed):
        certificate_pdf(certificate())


def test_its_address_is_a_link(pdf) -> None:  # type: ignore[no-untyped-def]
    found = [
        str(note.A.URI)
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.get("/Subtype") == "/Link"
    ]
    assert found == [f"{settings.PUBLIC_URL}/verify/7KXM-2Q9R-HTW4/"]

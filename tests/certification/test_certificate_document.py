"""The certificate as a PDF: readable by a screen reader, complete, on one page, and stored as it was issued."""

import datetime as dt
import io

import pikepdf
import pytest

from certification.certificate_document import certificate_pdf
from certification.models import Certificate
from portal.common import documents

PARTS = [
    {"title": f"Module {n} about the conversation", "number": 1, "minutes": 15, "hash": "0" * 64}
    for n in range(1, 9)
]


def certificate(holder: str = "Dana Example, MD", parts: int = 8) -> Certificate:
    return Certificate(
        code="7KXM2Q9RHTW4",
        holder=holder,
        course="Foundational education",
        editions=(PARTS * 4)[:parts],
        minutes=15 * parts,
        issued_on=dt.date(2026, 11, 23),
        expires_on=dt.date(2028, 11, 23),
    )


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(certificate_pdf(certificate())))


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
        assert "AtkinsonHyperlegibleNext" in str(descriptor.FontName).replace("-", "")
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


@pytest.mark.parametrize("parts", [0, 1, 8, 11, 24])
def test_it_fills_one_landscape_letter_page(parts: int) -> None:
    holder = "Maximiliana Wołodźko-Featherstonehaugh-Example of the Long Name, MD, PhD"
    pdf = pikepdf.open(io.BytesIO(certificate_pdf(certificate(holder, parts))))
    assert [[float(n) for n in page.mediabox] for page in pdf.pages] == [[0, 0, 792, 612]]


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

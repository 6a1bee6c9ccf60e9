"""Documents: tagged, with embedded fonts, complete or not made at all."""

import io

import pikepdf
import pytest
from django.core.checks import run_checks

from portal.common import checks
from portal.common.documents import DocumentFailed, render_pdf

PAGE = """<!doctype html><html lang="en-US"><head><title>A page</title></head><body>{{ body|safe }}</body></html>"""


@pytest.fixture
def render(settings, tmp_path):  # type: ignore[no-untyped-def]
    """`render("<p>Body</p>", files)`: a document of that body, from a templates folder of its own."""
    folder = tmp_path / "templates" / "documents"
    folder.mkdir(parents=True)
    (folder / f"{tmp_path.name}.html").write_text(PAGE)
    (folder / f"{tmp_path.name}.css").write_text("p { margin: 0 }")
    (tmp_path / "secret.txt").write_text("secret")
    settings.BASE_DIR = tmp_path
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]}]

    def make(body: str, files: dict[str, bytes] | None = None) -> bytes:
        return render_pdf(f"documents/{tmp_path.name}.html", {"body": body}, files=files)

    return make


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def test_a_document_names_the_files_it_is_given(render) -> None:  # type: ignore[no-untyped-def]
    pdf = pikepdf.open(io.BytesIO(render('<img src="given:a.svg" alt="A">', {"a.svg": SVG})))
    assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    "address",
    [
        "given:b.svg",
        "asset:images/nowhere.svg",
        "document:../../secret.txt",
        "file:///etc/hostname",
        "https://example.invalid/a.svg",
        "data:image/svg+xml;base64,PHN2Zy8+",
    ],
)
def test_a_document_reads_nothing_else_and_is_not_made_with_a_hole(render, address) -> None:  # type: ignore[no-untyped-def]
    assert render('<img src="given:a.svg" alt="A">', {"a.svg": SVG})
    with pytest.raises(DocumentFailed) as failed:
        render(f'<img src="{address}" alt="A">', {"a.svg": SVG})
    assert address in str(failed.value)


def test_the_same_input_gives_the_same_bytes(render) -> None:  # type: ignore[no-untyped-def]
    assert render("<p>Same</p>") == render("<p>Same</p>")
    assert render("<p>Same</p>") != render("<p>Other</p>")


def test_this_machine_makes_documents_fast() -> None:
    assert [m.id for m in run_checks() if m.id.startswith("portal.")] == []


def test_a_missing_library_is_said_with_its_remedy(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(checks, "subsetting_is_fast", lambda: False)
    [slow] = checks.documents_can_be_made(None)
    assert (slow.id, "libharfbuzz-subset0" in slow.hint) == ("portal.W001", True)

    def missing() -> bool:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(checks, "subsetting_is_fast", missing)
    [none] = checks.documents_can_be_made(None)
    assert (none.id, "libpango-1.0-0" in none.hint) == ("portal.E001", True)

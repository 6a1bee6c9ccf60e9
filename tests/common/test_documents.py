"""Documents: tagged, with embedded fonts, complete or not made at all."""

import io

import pikepdf
import pytest
from django.core.checks import run_checks
from fontTools.ttLib import TTFont

from portal.common import checks, documents, typefaces
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


@pytest.mark.parametrize(
    "body",
    [
        "Nguyễn Thị Ánh, Αθηνά Παπαδοπούλου, Александра Щукина, Ґалина Їжак, Þórdís Ægisdóttir",
        "अनीता शर्मा, محمد عبد الرحمن, שָׂרָה כהן־לוי, 山田 太郎, タロウ, 김민준",
        "Zoe\u0308 O’Neill, a\u0302\u0301 (in pieces), क\u200dष, \u200fשרה\u200f, a\xadb",
    ],
)
def test_letters_of_many_scripts_are_drawn_with_our_own_fonts(render, body) -> None:  # type: ignore[no-untyped-def]
    assert typefaces.unprintable(body) == ""
    names = fonts_of(render(f"<p>{body}</p>"))
    ours = {face.family.replace(" ", "-") for face in typefaces.OURS + typefaces.OTHERS}
    assert {name.partition("+")[2] for name in names} <= ours


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Ana</p><p class='name'>Ana 玥</p>", "'玥' (U+73A5 CJK UNIFIED IDEOGRAPH-73A5) in <p class='name'>"),
        ("<p>Smile 😀</p>", "(U+1F600 GRINNING FACE) in <p>"),
        # Only the renderer can see these: they are no characters of the page, or have no glyph of their own.
        ("<style>p::before { content: '\\1F600' }</style><p>Ana</p>", "(U+1F600 GRINNING FACE) in its style"),
    ],
)  # fmt: skip
def test_a_character_that_no_font_has_is_refused_by_name_and_place(render, body, told) -> None:  # type: ignore[no-untyped-def]
    assert render("<p>Ana</p><p class='name'>Ana 山</p>")
    with pytest.raises(DocumentFailed) as failed:
        render(body)
    assert told in str(failed.value)
    # What is written into a log holds nobody's name.
    assert "Ana" not in str(failed.value)


def test_unprintable_names_each_missing_character_once() -> None:
    assert typefaces.unprintable("玥 Ana 😀玥") == "玥😀"
    assert typefaces.unprintable("Ana <b>&amp; Ánh") == ""


def test_every_weight_of_a_font_has_the_same_letters() -> None:
    for face in typefaces.OURS + typefaces.OTHERS:
        letters = [
            set(TTFont(io.BytesIO(typefaces.read(f"{face.file}-{weight}"))).getBestCmap())
            for weight in face.weights
        ]
        assert all(each == letters[0] for each in letters), face


def test_a_font_that_is_missing_is_an_error(settings, tmp_path, render) -> None:  # type: ignore[no-untyped-def]
    assert render("<p>Ana</p>")
    (tmp_path / "fonts").mkdir()
    settings.ASSETS_DIR = tmp_path
    documents._typefaces.cache_clear()
    documents._font_configuration.cache_clear()
    with pytest.raises(DocumentFailed):
        render("<p>Ana</p>")


def fonts_of(document: bytes) -> set[str]:
    """The names of the fonts in a document, each of which is embedded."""
    found = [
        each
        for each in pikepdf.open(io.BytesIO(document)).objects
        if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
    ]
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()) for each in found)
    return {str(each.FontName) for each in found}


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

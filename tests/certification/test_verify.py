"""The public page that verifies a certificate: it repeats every claim, and a guessed code tells nothing."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.codes import grouped, new_code
from certification.models import Certificate
from certification.views.certificates import MOST_A_MINUTE
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.audit import recorded
from tests.certification import rows
from tests.certification.program import certify, run_program
from tests.clock import TODAY, at


@pytest.fixture
def certificate(cast) -> Certificate:  # type: ignore[no-untyped-def]
    return certify(cast.supporter.supporter, run_program())


def page(client, code: str) -> str:  # type: ignore[no-untyped-def]
    return client.get(reverse("certification:verify", args=[code])).content.decode()


def claims(text: str) -> dict[str, str]:
    """What the page says, by its label."""
    pairs = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", text, re.S)
    return {key.strip(): value.strip() for key, value in pairs}


def status(text: str) -> str:
    found = re.search(r'<strong class="nhsuk-tag[^>]*>([^<]*)</strong>', text)
    assert found is not None
    return found[1]


def test_it_repeats_every_claim(client, certificate) -> None:  # type: ignore[no-untyped-def]
    text = page(client, grouped(certificate.code))
    assert claims(text) == {
        "Holder": "Sam Example, MD",
        "Course": certificate.course,
        "Hours": "20 minutes",
        "Issued": "November 23, 2026",
        "Valid through": "November 22, 2028",
        "Code": grouped(certificate.code),
    }
    assert status(text) == "Valid"
    for part in certificate.editions:
        assert f"{part['title']}, edition 1, 10 minutes" in text
    assert certificate.document_hash in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize(
    "change", [str.lower, str.upper, lambda c: c.replace("-", ""), lambda c: f" {c} "]
)
def test_case_dashes_and_spaces_do_not_matter(client, certificate, change) -> None:  # type: ignore[no-untyped-def]
    assert status(page(client, change(grouped(certificate.code)))) == "Valid"


def test_it_needs_no_person(client, cast, certificate) -> None:  # type: ignore[no-untyped-def]
    before = page(client, certificate.code)
    person = Person.objects.get(pk=cast.supporter.pk)
    person.name = "Another Name"
    with recorded(by=None, why="Married"):
        person.save()
    end_access(person, by=None, why="Left the hospital")
    assert page(client, certificate.code) == before
    assert certificate.holder in before


def test_it_asks_for_the_certificate_once(client, certificate) -> None:  # type: ignore[no-untyped-def]
    for code in (certificate.code, new_code(), "nonsense"):
        with CaptureQueriesContext(connection) as asked:
            page(client, code)
        # Besides what counts the visits of this client.
        assert (
            len(
                [
                    query
                    for query in asked
                    if '"common_tally"' not in query["sql"] and "SAVEPOINT" not in query["sql"]
                ]
            )
            == 1
        )


def test_its_status_follows_the_date(client, certificate) -> None:  # type: ignore[no-untyped-def]
    with at("2028-11-22"):
        assert status(page(client, certificate.code)) == "Valid"
    with at("2028-11-23"):
        assert status(page(client, certificate.code)) == "Expired"


def test_a_revoked_certificate(client, certificate) -> None:  # type: ignore[no-untyped-def]
    certificate.revoked_on = TODAY
    with recorded(by=None, why="Issued in error"):
        certificate.save()
    text = page(client, certificate.code)
    assert (status(text), "was revoked on November 23, 2026" in text) == ("Revoked", True)


def test_a_superseded_certificate(client, certificate) -> None:  # type: ignore[no-untyped-def]
    certificate.superseded_by = rows.certificate(certificate.supporter, 0, 900)
    with recorded(by=None, why="Name corrected"):
        certificate.save()
    text = page(client, certificate.code)
    assert status(text) == "Replaced by a newer certificate"
    assert certificate.superseded_by.code not in text


@pytest.mark.parametrize(
    "code",
    ["7KXM-2Q9R-HTW4", "x", "-", "ALL", "%00", "1" * 300, "a/b/c", "’; DROP TABLE", "٣٣٣٣٣٣٣٣٣٣٣٣"],
)
def test_every_code_that_is_none_gets_the_same_page(client, certificate, code) -> None:  # type: ignore[no-untyped-def]
    unknown = client.get(f"/verify/{new_code()}/")
    response = client.get(f"/verify/{code}/")
    assert (response.status_code, unknown.status_code) == (404, 404)
    assert response.content == unknown.content
    assert code not in response.content.decode() or code in {"x", "-"}


def test_a_code_with_more_behind_it_is_none(client, certificate) -> None:  # type: ignore[no-untyped-def]
    assert client.get(f"/verify/{certificate.code}A/").status_code == 404
    assert client.get(f"/verify/{certificate.code[:-1]}/").status_code == 404


def test_one_address_asks_only_so_often(client, certificate) -> None:  # type: ignore[no-untyped-def]
    for _ in range(MOST_A_MINUTE):
        assert client.get(f"/verify/{certificate.code}/").status_code == 200
    for code in (certificate.code, new_code()):
        assert client.get(f"/verify/{code}/").status_code == 429
    other = client.get(f"/verify/{certificate.code}/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


def test_the_form_leads_to_the_page(client, certificate) -> None:  # type: ignore[no-untyped-def]
    form = client.get("/verify/").content.decode()
    assert 'name="code"' in form
    typed = grouped(certificate.code).lower()
    response = client.get("/verify/", {"code": f" {typed} "})
    assert response["Location"] == certificate.get_absolute_url().replace(
        certificate.code, grouped(certificate.code)
    )


@pytest.mark.parametrize("code", ["", "  ", "---"])
def test_the_form_asks_for_a_code(client, db, code) -> None:  # type: ignore[no-untyped-def]
    response = client.get("/verify/", {"code": code})
    assert response.context["form"].errors == {
        "code": ["Type the code that stands on the certificate."]
    }

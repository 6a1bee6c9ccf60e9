"""Lists of pages and resources need the same statements whatever their length."""

from collections.abc import Callable

import pytest
from django.test import Client

from content.models import (
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    ProgramIndexPage,
    ProgramPage,
    ReferralResource,
    ReportOrReferPage,
    ResourcesPage,
)
from content.starter import streams
from portal.common.roles import Role
from tests.content.pages import make_site
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return make_site()


@pytest.fixture
def reader(home: HomePage) -> Client:
    return sign_in(make_person("Rae Example", roles=[Role.FACILITATOR]))


def program(home: HomePage) -> Callable[[int], None]:
    about = home.add_child(instance=ProgramIndexPage(title="About", slug="about"))
    return lambda n: about.add_child(instance=ProgramPage(title=f"Page {n}", slug=f"page-{n}"))


def guidance(home: HomePage) -> Callable[[int], None]:
    index = home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    return lambda n: index.add_child(instance=GuidancePage(title=f"Page {n}", slug=f"page-{n}"))


def resources(home: HomePage) -> Callable[[int], None]:
    home.add_child(instance=ResourcesPage(title="Resources", slug="resources"))
    into = ReferralResource(slug="now", name="988", what="A line.", phone="988")
    into.save()
    return lambda n: ReferralResource(
        slug=f"line-{n}", name=f"Line {n}", what="A line.", status="merged", merged_into=into
    ).save()


# Of each page: site, tree, session, person, roles, and its own rows. Reading a page in the tree costs two
# statements a level.
LISTS = [
    ("/about/", program, 8),
    ("/about/page-0/", program, 10),
    ("/guidance/", guidance, 8),
    ("/guidance/page-0/", guidance, 9),
    ("/resources/", resources, 8),
]


@pytest.mark.parametrize(("path", "make", "statements"), LISTS, ids=[path for path, _, _ in LISTS])
def test_a_list_needs_the_same_statements_at_one_and_at_three_rows(
    path: str,
    make: Callable[[HomePage], Callable[[int], None]],
    statements: int,
    home: HomePage,
    reader: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    add = make(home)
    add(0)
    reader.get(path)
    with django_assert_num_queries(statements):
        assert reader.get(path).status_code == 200
    add(1)
    add(2)
    reader.get(path)
    with django_assert_num_queries(statements):
        shown = reader.get(path).content.decode()
    assert ("2" in shown.split("<main")[1]) or path.endswith("page-0/")


def test_entries_that_must_be_reported_cost_nothing_each(
    home: HomePage,
    reader: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    entry = {
        "title": "Danger", "slug": "danger", "level": "urgent", "what_html": "<p>It is.</p>",
        "who_to_tell": "988", "by_when": "Now", "office": "Office of Equity", "citation": "",
        "status": "lead", "verified_on": None, "verify_by": None,
    }  # fmt: skip
    page = ReportOrReferPage(title="Report", slug="report", intro="<p>Act.</p>")
    home.add_child(instance=page)
    for entries in (1, 3):
        page.criteria = streams.simple("criterion", [entry] * entries, "x")
        page.save()
        reader.get("/report/")
        with django_assert_num_queries(7):
            shown = reader.get("/report/").content.decode()
        assert shown.count("The Office of Equity has not confirmed this yet.") == entries

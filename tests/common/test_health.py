"""Health: the process lives, and it can serve. Neither is cached, neither asks who you are."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal.common.views import _Migrations


def test_a_live_process_asks_the_database_nothing(client: Client) -> None:
    # Without the `db` mark any statement would fail.
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_ready_process_has_its_database_and_its_migrations(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries, logged_errors: list
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(_Migrations, "applied", False)
    applied = MigrationRecorder(connection).migration_qs.filter(app="common")
    kept = applied.latest("name")
    applied.filter(pk=kept.pk).delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "migrations not applied: 1"}
    kept.save(force_insert=True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]
    # From then on one statement is enough.
    with django_assert_num_queries(1):
        client.get("/readyz")

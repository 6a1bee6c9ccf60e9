"""The rows of a PostgreSQL database, remembered and put back: quicker than to make the database anew."""

from dataclasses import dataclass

from django.db import connection, transaction


@dataclass(frozen=True)
class Rows:
    """What stood in the tables that were not empty, and where every sequence was."""

    tables: list[str]
    contents: dict[str, bytes]
    sequences: dict[str, int | None]


def remember() -> Rows:
    """The rows of the default database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        contents = {}
        for table in _with_rows(cursor, tables):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                contents[table] = b"".join(bytes(part) for part in copy)
        return Rows(tables, contents, _sequences(cursor))


def put_back(rows: Rows) -> None:
    """Make the rows of the default database what they were; foreign keys are not asked meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in _with_rows(cursor, rows.tables):
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table, content in rows.contents.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(content)
        for name, place in _sequences(cursor).items():
            before = rows.sequences[name]
            if place != before:
                cursor.execute("SELECT setval(%s, %s, %s)", [name, before or 1, before is not None])


def _with_rows(cursor, tables: list[str]) -> list[str]:  # type: ignore[no-untyped-def]
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables]  # noqa: S608
    cursor.execute(" UNION ALL ".join(asked))
    return [row[0] for row in cursor.fetchall()]


def _sequences(cursor) -> dict[str, int | None]:  # type: ignore[no-untyped-def]
    cursor.execute("SELECT quote_ident(sequencename), last_value FROM pg_sequences")
    return dict(cursor.fetchall())

"""Querysets that Django compiles once.

To build a queryset and to compile it costs Django some milliseconds, several times what the database needs to
answer. The few that every page asks differ between two requests in an id alone; so their SQL is kept, and only
the id is put in anew. No row is kept: each call asks the database.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from copy import copy
from enum import Enum
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from portal.common.time import today

Row = TypeVar("Row")

# Stand for the ids while a queryset is compiled: numbers that no row has, and no limit or constant is.
_FIRST = 2**62 + 4_294_967_291
# Days and other arguments for which a statement stays compiled.
_KEPT = 16
# A place for a value in Django's SQL; "%%s" is none.
_PLACE = re.compile(r"(?<!%)%s")


class _Compiled(NamedTuple):
    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    # How what a database gives becomes a value, by column: the same for every connection to a kind of database.
    converters: dict[int, Any]


class Prepared(Generic[Row]):
    """A queryset that is compiled once a process, kind of database, day and set of named arguments.

    `build` makes it from ids, in the order of the call, and named arguments. It may filter by an id, and may
    ask for `today()`; but it must not look at an id, nor ask for the moment (`now()`), which would stand still.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self.build = build
        self._compiled = lru_cache(maxsize=_KEPT)(self._compile)

    def rows(self, *ids: int, **named: Any) -> list[Row]:
        """What `list(build(*ids, **named))` gives, in one statement; named arguments must be hashable."""
        kept = self._compiled(connection.vendor, today(), len(ids), tuple(sorted(named.items())))
        # The wrapper that the database's driver gave an id (a kind of integer, on PostgreSQL) stays around it.
        params = tuple(
            type(param)(ids[param - _FIRST]) if _is_stand_in(param) else param
            for param in kept.params
        )
        compiler = copy(kept.compiler)
        # A connection belongs to one thread.
        compiler.connection = connections[kept.queryset.db]
        compiler.get_converters = lambda expressions: kept.converters  # type: ignore[method-assign]
        compiler.as_sql = lambda *args, **options: (kept.sql, params)  # type: ignore[method-assign]
        queryset = kept.queryset.all()
        queryset.query.get_compiler = lambda *args, **options: compiler  # type: ignore[method-assign]
        return list(queryset)

    def first(self, *ids: int, **named: Any) -> Row | None:
        """The first of `rows`; the queryset should be limited to one."""
        return next(iter(self.rows(*ids, **named)), None)

    def _compile(
        self, vendor: str, on: dt.date, ids: int, named: tuple[tuple[str, Any], ...]
    ) -> _Compiled:
        stand_ins = range(_FIRST, _FIRST + ids)
        queryset = self.build(*stand_ins, **dict(named))
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = _spelled_out(*compiler.as_sql())
        found = {int(param) for param in params if _is_stand_in(param)}
        if found != set(stand_ins):
            raise TypeError(f"{self.build.__name__} does not filter by each of its ids.")
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        return _Compiled(queryset, compiler, sql, params, compiler.get_converters(columns))


def _is_stand_in(param: object) -> bool:
    return isinstance(param, int) and param >= _FIRST


def _spelled_out(sql: str, params: Iterable[Any]) -> tuple[str, tuple[Any, ...]]:
    """The statement with what our enumerations say written into it.

    Where a partial index names a status, SQLite plans a statement that is handed a status anew each time it is
    asked, because the plan could depend on it: that took ten times as long as the answer.
    """
    first, *rest = _PLACE.split(sql)
    kept, written = [], [first]
    for param, text in zip(params, rest, strict=True):
        if isinstance(param, Enum) and isinstance(param.value, str):
            written += ["'", param.value.replace("'", "''").replace("%", "%%"), "'", text]
        else:
            written += ["%s", text]
            kept.append(param)
    return "".join(written), tuple(kept)

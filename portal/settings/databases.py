"""The database, from its URL in an environment variable."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.settings import env

# A list of people is planned as costly and answered at once: PostgreSQL would compile it for seconds.
WITHOUT_JIT = "-c jit=off"


def database(name: str, default: Path) -> dict[str, object]:
    """Django's description of the database at the URL in `name`; without one, of SQLite in the file `default`.

    Understands `sqlite:///PATH` and `postgres://USER:PASSWORD@HOST:PORT/NAME?option=value`.
    """
    url = env.text(name, "")
    if not url:
        return sqlite(str(default))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}.") from None
    if parts.scheme == "sqlite":
        return sqlite(_file(name, url))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://.")
    dbname = unquote(parts.path.lstrip("/"))
    if not dbname:
        raise ImproperlyConfigured(f"{name} names no database; write postgres://…/NAME.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": dbname,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": {"options": WITHOUT_JIT, **_options(name, parts.query)},
        # A new connection for every request makes a bare view several times slower.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def described(database: dict[str, object]) -> str:
    """A database in words, without its password."""
    if str(database["ENGINE"]).endswith("sqlite3"):
        return f"SQLite in {database['NAME']}"
    return f"PostgreSQL, {database['NAME']} at {database['HOST'] or 'the local socket'}"


def _file(name: str, url: str) -> str:
    """The path in `sqlite:///PATH`: a file, there or not, in a folder that is there."""
    path = unquote(url.removeprefix("sqlite:///"))
    if not path or "://" in path or "?" in url:
        raise ImproperlyConfigured(f"{name} is {url!r}; write sqlite:///PATH.")
    if Path(path).is_dir():
        raise ImproperlyConfigured(
            f"{name} names {path!r}, which is a folder; write a file’s path."
        )
    if not Path(path).parent.is_dir():
        raise ImproperlyConfigured(
            f"{name} names {path!r}, and there is no folder {str(Path(path).parent)!r}."
        )
    return path


def _options(name: str, query: str) -> dict[str, str]:
    """What follows the question mark of a PostgreSQL address, if its library knows all of it."""
    if not query:
        return {}
    # Only where PostgreSQL is wanted: its library takes a while to load.
    import psycopg.conninfo

    try:
        options = dict(parse_qsl(query, strict_parsing=True))
        psycopg.conninfo.make_conninfo(**options)
    except (ValueError, psycopg.Error) as error:
        told = " ".join(str(error).split())
        raise ImproperlyConfigured(
            f"{name} has options that PostgreSQL’s library cannot read: {told}."
        ) from None
    return options


def sqlite(path: str) -> dict[str, object]:
    """SQLite as an embedded server database: one writer at a time, and every commit on disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
        # To open the file anew for every request, and to read its schema again, costs some milliseconds.
        # Not for ever: where a copy was restored while the portal runs, the file that was open before is let go.
        "CONN_MAX_AGE": 60,
    }

"""The one way in which a rule says no, and how to tell a database that is away from a bug of ours."""

from django.db import DatabaseError, InterfaceError, OperationalError


class Refusal(Exception):
    """A service refuses: nothing was written, and `message` may be shown to the person who asked.

    `code` is stable and for tests and callers; `field` names the form field to correct, if there is one.
    """

    def __init__(self, message: str, *, code: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class Stale(Refusal):
    """What the person saw has changed since; they must look again before they act."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message, code="stale", field=field)


def database_is_away(error: object) -> bool:
    """Whether this error says that the database is unreachable or locked, or that its file is damaged.

    SQLite reports a damaged file with its most general error, which Django also raises for bugs of ours. So only errors
    raised by the database's own library count. A broken constraint or statement is never the database's fault.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return type(error) is DatabaseError and error.__cause__ is not None

"""The one way in which a rule says no."""


class Refusal(Exception):
    """A service refuses: nothing was written, and `message` may be shown to the person who asked.

    `code` is stable and for tests and callers; `field` names the form field to mend, if there is one.
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

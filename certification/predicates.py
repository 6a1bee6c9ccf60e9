"""Rules about one object that narrow the access table."""


def declare() -> None:
    """Narrow the permissions of certification."""

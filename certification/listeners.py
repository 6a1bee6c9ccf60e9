"""What certification does when a lower room tells it something."""


def connect() -> None:
    """Listen to the curriculum."""

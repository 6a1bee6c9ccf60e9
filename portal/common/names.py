"""A person's name as people type it."""

import unicodedata

# Joiners are letters' glue in Persian, Indic scripts and emoji; what else is invisible can only mislead.
_JOINERS = {"\u200c", "\u200d"}


def read_name(typed: str) -> str:
    """The name with single spaces, without invisible characters: some would turn around the line they stand in."""
    seen = "".join(
        c
        for c in " ".join(typed.split())
        if c in _JOINERS or unicodedata.category(c) not in {"Cc", "Cf"}
    )
    # What stood between two spaces may have gone.
    return " ".join(seen.split())

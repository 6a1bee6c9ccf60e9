"""What an editor reads about a statement that cannot be signed as it is written."""

from django.utils.translation import gettext_lazy as marked

from certification.enums import StatementKind
from certification.rules.statements import StatementFlaw
from portal.common.words import listed

FLAWS = {
    "brace": marked("A brace { or } stands alone. To show a brace, write it twice."),
    "unknown": marked(
        "The statement “%(statement)s” names %(names)s, which the portal cannot fill in."
    ),
    "extra": marked("Write %(names)s with nothing else between its braces."),
    "missing": marked("Include %(names)s too: it is part of what is signed."),
}


def flaw_in_words(kind: str, flaw: StatementFlaw) -> str:
    """The sentence that says what to correct in a statement of this kind."""
    names = listed(f"{{{name}}}" for name in flaw.names)
    return str(FLAWS[flaw.code]) % {
        "statement": StatementKind(kind).label.lower(),
        "names": names,
    }

"""A password is not made of what everybody knows about its person: their name, their address, the program."""

import re
import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Person

# With fewer other letters than these a password is still the name: "Dana Example" and "xDana.Example!2026" alike.
OTHER_LETTERS = 4
# A shorter part of a name stands by chance in many words.
SHORTEST = 2

_FAULTS = {
    "name": gettext_lazy("Your password can’t be your name, even with numbers or symbols added."),
    "address": gettext_lazy(
        "Your password can’t be your email address, even with numbers or symbols added."
    ),
    "program": gettext_lazy(
        "Your password can’t be the name of the program or the hospital, even with numbers or symbols added."
    ),
    "together": gettext_lazy(
        "Your password can’t be put together from your name, your email address, and the names of the program and "
        "the hospital. Add words that only you would think of."
    ),
}


class OwnWordsValidator:
    """Django's validator of passwords (AUTH_PASSWORD_VALIDATORS): refuses what is little else than such words."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError, with one sentence that says which words the password is made of."""
        letters = _letters(password)
        kinds = _words_about(user)
        kinds["together"] = [word for words in kinds.values() for word in words]
        for kind, words in kinds.items():
            if _is_made_of(letters, words):
                raise ValidationError(str(_FAULTS[kind]), code=f"own_words_{kind}")

    def get_help_text(self) -> str:
        return _("Not your name, your email address, or the name of the program or the hospital.")


def _words_about(person: Person | None) -> dict[str, list[str]]:
    office = settings.PROGRAM_OFFICE_EMAIL.rpartition("@")[2]
    address = person.email if person else ""
    local, _at, host = address.partition("@")
    return {
        "name": _words(f"{person.name} {person.credentials}" if person else ""),
        "address": _words(local, host),
        "program": _words(settings.PROGRAM_NAME, office, host),
    }


def _words(*texts: str) -> list[str]:
    parts = {_letters(part) for text in texts for part in re.split(r"[\W\d_]+", text)}
    return [part for part in parts if len(part) >= SHORTEST]


def _letters(text: str) -> str:
    """The letters alone, lowercase and without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in plain if letter.isalpha())


def _is_made_of(letters: str, words: Iterable[str]) -> bool:
    """Whether some of the words stand in these letters, and little else."""
    rest = letters
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return rest != letters and len(rest.replace(" ", "")) < OTHER_LETTERS

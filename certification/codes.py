"""The codes of certificates: easy to read aloud and to type, impossible to guess.

Twelve characters of thirty (no 0 O 1 I L U) are 59 bits: whoever asks once a second for a century has tried one of
180 million.
"""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12


def new_code() -> str:
    """A fresh code, as it is stored: without dashes, in capitals."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """A code as people see it: "7KXM-2Q9R-HTW4"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def as_stored(typed: str) -> str:
    """What somebody typed, scanned or pasted, without dashes and spaces, in capitals; of a link the code alone.

    What is no code comes back as no code, cut to a length that can be looked up.
    """
    _link, _verify, code = typed.rpartition("/verify/")
    # What a link can carry behind its path, and the punctuation of the sentence that it stood in.
    code = re.split(r"[?#/>)\]]", code.strip())[0]
    return "".join(letter for letter in code.upper() if letter.isalnum())[: 2 * LENGTH]

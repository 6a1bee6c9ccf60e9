"""The slips of English that recur here (CONTRIBUTING.md, "How we write")."""

import re

# A clause with "who" needs a head ("people who left"), unless it asks ("see who left").
_SECOND_VERB = "keeps?|loses?|learns?|gets?|may|comes?|goes|finds?|frees?|presses|reads?|hears?"
_MAIL_SYSTEM = "servers?|workers?|backends?"
SLIPS = {
    "headless who": r"\b(?:[Ff]or|from|only to|than|[Oo]nly) who\b(?! may do)"
    r"|\b[Rr]efuses? who\b|\bled by who\b|\bby who signed\b|\b(?:certificate|address) of who\b"
    rf"|(?:^|[.;:] )Who (?:left|leaves|has|had|is|was|follows|lapses|waits)\b[^,.?;:]* (?:{_SECOND_VERB})\b",
    "mail": rf"(?i)\bby mail\b|\bmails\b|\b(?:an?|the|this|that|one|each|every|no|any|same|short|plain|kind|unsent)"
    rf" mail\b(?! (?:{_MAIL_SYSTEM}))",
    "mend": r"(?i)\bmend(?:s|ed|ing)?\b",
    "call off": r"(?i)\bcall(?:s|ed|ing)?(?: \w+){0,3} off\b",
    "whom in a question": r"\bWhom\b[^.]*\?",
    "stands not": r"(?i)\bstands? not\b",
    "is none": r"(?i)\b(?:what|that|which|it|again) is none\b|\bis none of\b",
    "twice is once": r"(?i)\btwice\b[^.]* is once\b",
    "there is no such": r"(?i)\bthere is no such\b",
    "belong into": r"(?i)\bbelongs? into\b",
    "comes by itself": r"(?i)\bcomes? by itself\b",
}
_PATTERNS = {slip: re.compile(pattern) for slip, pattern in SLIPS.items()}


def slips_in(text: str) -> list[str]:
    """The names of the slips in a piece of prose."""
    joined = re.sub(r"[\s#]+", " ", text).strip()
    return [slip for slip, pattern in _PATTERNS.items() if pattern.search(joined)]

"""What an editor reads of the people whom a publication reaches."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def supporters(number: int) -> str:
    """ "1 supporter", "3 supporters"."""
    return ngettext("%(number)s supporter", "%(number)s supporters", number) % {"number": number}


def material(people: int) -> str:
    """What either change would ask, when a material one reaches so many supporters."""
    if not people:
        return _(
            "A material change would ask no supporter to look again. A minor change asks nobody."
        )
    return ngettext(
        "A material change would ask %(number)s supporter to look again. We’ll email them. "
        "A minor change asks nobody.",
        "A material change would ask %(number)s supporters to look again. We’ll email them. "
        "A minor change asks nobody.",
        people,
    ) % {"number": people}

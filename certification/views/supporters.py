"""How a view finds a supporter."""

from django.http import Http404

from certification.models import Supporter
from certification.selectors.supporters import supporter_seen


def supporter_or_404(number: int) -> Supporter:
    """A supporter by number. The coordinator may see every one."""
    supporter = supporter_seen(number)
    if supporter is None:
        raise Http404
    return supporter

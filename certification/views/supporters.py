"""How a view gets at a supporter."""

from django.http import Http404

from certification.models import Supporter
from certification.selectors.supporters import supporter_seen


def supporter_or_404(number: int) -> Supporter:
    """A supporter by number; there is nobody whom the coordinator may not see."""
    supporter = supporter_seen(number)
    if supporter is None:
        raise Http404
    return supporter

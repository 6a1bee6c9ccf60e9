"""Which status may follow which."""

from certification.enums import NominationStatus
from portal.common.transitions import Transitions

NOMINATION = Transitions(
    {
        NominationStatus.OPEN: frozenset(
            {NominationStatus.ACCEPTED, NominationStatus.DECLINED, NominationStatus.CLOSED}
        ),
    }
)

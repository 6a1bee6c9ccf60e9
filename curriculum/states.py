"""Which status may follow which."""

from curriculum.enums import SignUpStatus
from portal.common.transitions import Transitions

SIGN_UP = Transitions(
    {
        SignUpStatus.WAITING: frozenset({SignUpStatus.PLACE, SignUpStatus.WITHDRAWN}),
        SignUpStatus.PLACE: frozenset({SignUpStatus.WITHDRAWN}),
    }
)

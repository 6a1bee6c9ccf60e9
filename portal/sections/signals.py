"""What sections tells the rooms above it, inside the transaction of the service that did it.

`leader_appointed`: a person leads a section from a date; arguments `leadership` and `by`.
`section_joined`: a person works in another section from a date; arguments `membership` and `by`.
"""

from django.dispatch import Signal

leader_appointed = Signal()
section_joined = Signal()

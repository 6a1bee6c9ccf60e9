"""What accounts tells the rooms above it, inside the transaction of the service that did it.

`access_ended`: a person can no longer sign in; arguments `person` and `by`.
"""

from django.dispatch import Signal

access_ended = Signal()

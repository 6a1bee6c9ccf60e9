"""What accounts tells the rooms above it, inside the transaction of the service that did it.

`account_opened`: a person got an account; arguments `person` and `by`.
`access_ended`: a person can no longer sign in; arguments `person` and `by`.
"""

from django.dispatch import Signal

account_opened = Signal()
access_ended = Signal()

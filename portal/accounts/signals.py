"""What accounts tells the rooms above it, inside the transaction of the service that did it.

`account_opened`: a person got an account; arguments `person` and `by`.
`access_ended`: a person can no longer sign in; arguments `person` and `by`.
`role_granted`: a person was given a role, perhaps one that they hold already; arguments `person`, `role` and `by`.
`role_ended`: a person holds a role no longer; arguments `person`, `role` and `by`.
"""

from django.dispatch import Signal

account_opened = Signal()
access_ended = Signal()
role_granted = Signal()
role_ended = Signal()

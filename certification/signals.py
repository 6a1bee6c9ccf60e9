"""What certification tells itself, so that two services need not know one another."""

from django.dispatch import Signal

# Sent in the transaction in which the gate was asked, with `supporters`: a list of those who have met every training
# requirement. Sent again whenever the gate is asked: whoever listens looks whether something is due.
training_completed = Signal()

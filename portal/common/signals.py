"""What the tools of the portal tell the rooms above them."""

from django.dispatch import Signal

# A mail server refused a message for good. Sent with `message`, an OutboxMessage without its body.
email_refused = Signal()

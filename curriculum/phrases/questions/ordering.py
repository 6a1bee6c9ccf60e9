"""Sentences about steps to put in order."""

from django.utils.translation import gettext_lazy as marked

HINT = marked("Give every step its place.")
FAULTS = {"two_steps": marked("Give at least two steps to put in order.")}

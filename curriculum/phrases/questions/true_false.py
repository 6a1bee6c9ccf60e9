"""Sentences about statements that are true or false."""

from django.utils.translation import gettext_lazy as marked

FAULTS = {"two_options": marked("Give exactly two answers: true and false.")}

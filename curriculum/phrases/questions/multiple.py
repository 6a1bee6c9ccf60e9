"""Sentences about multiple choice."""

from django.utils.translation import gettext_lazy as marked

HINT = marked("Choose all that apply.")

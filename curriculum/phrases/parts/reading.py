"""Sentences about sections to read."""

from django.utils.translation import gettext_lazy as marked

SENTENCES = {
    "no_section": marked("Add at least one section to read."),
    "part_slug": marked("Give this section an address of its own in the module."),
    "part_twice": marked("Another section of this module has this title. Give each its own."),
    "part_title": marked("Write the section’s title."),
    "part_minutes": marked("Say how many minutes the section takes, at least 1."),
    "html": marked("Write the section’s text."),
}

"""A bare Wagtail page: the measure for our own."""

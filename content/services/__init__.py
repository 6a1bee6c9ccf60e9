"""Writes of the content."""

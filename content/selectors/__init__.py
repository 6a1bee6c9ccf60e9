"""Reads of the content."""

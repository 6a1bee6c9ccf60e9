"""Reads of certification."""

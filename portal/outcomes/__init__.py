"""Counts, survey figures and the annual report: what the program tells its leadership. Nothing is here yet."""

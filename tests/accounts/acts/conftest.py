"""The cast, made once for each file: what services do to it is taken back after each test."""

from tests.casting import cast, cast_of_the_file

__all__ = ["cast", "cast_of_the_file"]

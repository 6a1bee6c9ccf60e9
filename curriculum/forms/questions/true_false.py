"""True or false: one answer of two."""

from curriculum.forms.questions.single import make_field

__all__ = ["make_field"]

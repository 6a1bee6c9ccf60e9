"""Models of the curriculum."""

from curriculum.models.courses import Course, Edition, ExpectationsEdition, Module, Retirement
from curriculum.models.learning import Acceptance, Attempt, Bookmark, Completion
from curriculum.models.sessions import Attendance, Session, SignUp

__all__ = [
    "Acceptance",
    "Attempt",
    "Attendance",
    "Bookmark",
    "Completion",
    "Course",
    "Edition",
    "ExpectationsEdition",
    "Module",
    "Retirement",
    "Session",
    "SignUp",
]

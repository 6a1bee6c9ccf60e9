"""Models of the curriculum."""

from curriculum.models.courses import Course, Module, Retirement
from curriculum.models.editions.expectations import ExpectationsEdition
from curriculum.models.editions.module import Edition
from curriculum.models.learning import Acceptance, Attempt, Bookmark, Completion
from curriculum.models.published import PublishedText
from curriculum.models.sessions import Attendance, Session, SignUp
from curriculum.models.staff import SessionStaff

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
    "PublishedText",
    "Retirement",
    "Session",
    "SessionStaff",
    "SignUp",
]

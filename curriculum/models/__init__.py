"""Models of the curriculum."""

from curriculum.models.courses import Course, Module, Retirement
from curriculum.models.editions import Edition, EditionWords, ExpectationsEdition, PublishedText
from curriculum.models.learning import Acceptance, Attempt, Bookmark, Completion
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
    "EditionWords",
    "ExpectationsEdition",
    "Module",
    "PublishedText",
    "Retirement",
    "Session",
    "SessionStaff",
    "SignUp",
]

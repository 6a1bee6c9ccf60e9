"""The closed lists of the curriculum."""

from django.db import models


class Change(models.TextChoices):
    """What an editor says of a new edition."""

    MINOR = "minor", "Minor: the meaning is unchanged"
    MATERIAL = "material", "Material: people must look again"


class ModuleStatus(models.TextChoices):
    """How far a person is with a module; derived, never stored."""

    NEW = "new", "Not started"
    STARTED = "started", "In progress"
    DONE = "done", "Done"
    # A material edition came out; what was finished counts until it is due.
    LOOK_AGAIN = "look_again", "Text changed"
    OUTDATED = "outdated", "Look again"


class SessionKind(models.TextChoices):
    FOUNDATIONAL = "foundational", "Foundational training"
    SKILL_BUILDING = "skill_building", "Skill-building"
    CHECK_IN = "check_in", "Check-in"
    COMMITTEE = "committee", "Committee meeting"


class StaffPart(models.TextChoices):
    """A person's part in keeping a session."""

    FACILITATOR = "facilitator", "Facilitator"
    CO_FACILITATOR = "co_facilitator", "Co-facilitator"
    DESIGNEE = "designee", "Designee"


class SignUpStatus(models.TextChoices):
    PLACE = "place", "Has a place"
    WAITING = "waiting", "On the waitlist"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def may_become(self) -> frozenset["SignUpStatus"]:
        """What may follow: nobody goes back to the waitlist, and a place that was given up is not taken back."""
        follows = {
            SignUpStatus.WAITING: {SignUpStatus.PLACE, SignUpStatus.WITHDRAWN},
            SignUpStatus.PLACE: {SignUpStatus.WITHDRAWN},
        }
        return frozenset(follows.get(self, ()))

    @classmethod
    def before(cls, status: "SignUpStatus") -> list["SignUpStatus"]:
        """The statuses that may become this one."""
        return [each for each in cls if status in each.may_become]


class Outcome(models.TextChoices):
    """What happened at the door."""

    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Absent"
    EXCUSED = "excused", "Excused"

"""The closed lists of the curriculum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.TextChoices):
    """How an editor classifies a new edition."""

    MINOR = "minor", _("Minor: the meaning is unchanged")
    MATERIAL = "material", _("Material: people must look again")


class ModuleStatus(models.TextChoices):
    """How far a person is with a module; derived, never stored."""

    NEW = "new", _("Not started")
    STARTED = "started", _("In progress")
    DONE = "done", _("Done")
    # A material edition came out; what was finished counts until it is due.
    LOOK_AGAIN = "look_again", _("Text changed")
    OUTDATED = "outdated", _("Look again")


class SessionKind(models.TextChoices):
    FOUNDATIONAL = "foundational", _("Foundational training")
    SKILL_BUILDING = "skill_building", _("Skill-building")
    CHECK_IN = "check_in", _("Check-in")
    COMMITTEE = "committee", _("Committee meeting")


class StaffPart(models.TextChoices):
    """A person's part in keeping a session."""

    FACILITATOR = "facilitator", _("Facilitator")
    CO_FACILITATOR = "co_facilitator", _("Co-facilitator")
    DESIGNEE = "designee", _("Designee")


class SignUpStatus(models.TextChoices):
    PLACE = "place", _("Has a place")
    WAITING = "waiting", _("On the waitlist")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def may_become(self) -> frozenset["SignUpStatus"]:
        """The statuses that may follow. Nobody returns to the waitlist, and a place given up stays given up."""
        follows = {
            SignUpStatus.WAITING: {SignUpStatus.PLACE, SignUpStatus.WITHDRAWN},
            SignUpStatus.PLACE: {SignUpStatus.WITHDRAWN},
        }
        return frozenset(follows.get(self, ()))

    @classmethod
    def before(cls, status: "SignUpStatus") -> list["SignUpStatus"]:
        """The statuses that may change to this one."""
        return [each for each in cls if status in each.may_become]


class Outcome(models.TextChoices):
    """What happened at the door."""

    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")

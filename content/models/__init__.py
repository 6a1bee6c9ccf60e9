"""The pages and snippets of the site."""

from content.models.courses import CoursePage
from content.models.expectations import ExpectationsPage
from content.models.guidance import GuidanceIndexPage, GuidancePage
from content.models.program import HomePage, ProgramIndexPage, ProgramPage
from content.models.reporting import ReportOrReferPage
from content.models.resources import ReferralResource, ResourcesPage
from content.models.starter import StarterRecord
from content.models.training import ModulePage
from curriculum.rules.kinds import modules_of

# A page type is found by its file; those that other code names are named below.
modules_of(__name__, __path__)

__all__ = [
    "CoursePage",
    "ExpectationsPage",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "ModulePage",
    "ProgramIndexPage",
    "ProgramPage",
    "ReferralResource",
    "ReportOrReferPage",
    "ResourcesPage",
    "StarterRecord",
]

"""What people read about: expectations."""

from django.utils.translation import gettext_lazy as _

from certification.phrases.kinds import RequirementPhrases

PHRASES = RequirementPhrases(noun=_("Expectations"))

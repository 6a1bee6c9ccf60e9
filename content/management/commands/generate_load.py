"""Generated supporters, for measuring."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from certification.rules.requirements.training import TRAINING
from certification.selectors.policy import policy_on, terms_of
from content.demo.crowd.generate import generate
from content.demo.crowd.ground import lay_ground
from curriculum.models import Edition, ExpectationsEdition
from portal.accounts.models import Person
from portal.common.time import today
from portal.sections.models import Section

# Domains that nobody can own (RFC 2606, RFC 6761): people with such an address are invented.
INVENTED = ("invalid", "example", "test", "example.org", "example.com", "example.net")


class Command(BaseCommand):
    help = (
        "Writes supporters with random facts in bulk, past the services and without history: for measuring "
        "alone. Never runs in production; elsewhere only where everybody is invented, or with --yes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--supporters", type=int, required=True)
        parser.add_argument(
            "--seed", type=int, default=1, help="The same seed draws the same facts."
        )
        parser.add_argument(
            "--crowd", default="", help="A section (its slug) with several times as many people."
        )
        parser.add_argument("--yes", action="store_true", help="Although there are real people.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["supporters"] < 1:
            raise CommandError("--supporters: a number from 1.")
        if options["crowd"] and not Section.objects.filter(slug=options["crowd"]).exists():
            raise CommandError("--crowd: no section has this slug.")
        _refuse_real_people(options["yes"])
        began = time.perf_counter()
        on = today()
        policy = policy_on(on)
        if (
            policy is None
            or not Section.objects.exists()
            or not ExpectationsEdition.objects.exists()
        ):
            raise CommandError(
                "There is no program to measure: run `manage.py load_program` first."
            )
        training = terms_of(policy, on).of(TRAINING)
        modules = training.modules if training else ()
        newest: dict[int, Edition] = {
            edition.module_id: edition
            for edition in Edition.objects.filter(module__in=modules).order_by(
                "module__position", "module", "number"
            )
        }
        generate(
            lay_ground(policy, list(newest.values()), options["seed"], options["crowd"]),
            options["supporters"],
        )
        self.stdout.write(
            f"{options['supporters']} supporters in {time.perf_counter() - began:.1f} s."
        )


def _refuse_real_people(yes: bool) -> None:
    if str(settings.SETTINGS_MODULE).endswith(".production"):
        raise CommandError("Generated people have no place in production.")
    invented = Q()
    for domain in INVENTED:
        invented |= Q(email__iendswith=f".{domain}") | Q(email__iendswith=f"@{domain}")
    real = Person.objects.exclude(invented).count()
    if real and not yes:
        raise CommandError(
            f"This database holds {real} people who may be real. Generated people would mix with them; "
            "say --yes if you mean it."
        )

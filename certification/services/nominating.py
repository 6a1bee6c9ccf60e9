"""Handing in a nomination, in a way that tells nobody who is on the path.

Somebody on the path costs no row and no email, anyone else a few. The request does none of it: it counts, asks one
question that the directory answers to everybody, and hands over a task, whoever the nominee is.
"""

from django.utils.translation import gettext as _
from django_tasks import task

from certification.selectors.directory import active_supporter_with_email
from certification.services.nominations import nominate, read_nominee
from portal.accounts.models import Person
from portal.common import throttle
from portal.common.errors import Refusal
from portal.common.time import today

# A section has a handful of supporters; whoever names more in a day can go on tomorrow.
MOST_A_DAY = 15
DAY_SECONDS = 24 * 3600


def hand_in_nomination(*, name: str, email: str, by: Person) -> None:
    """Nominate a colleague by name and address, a moment later.

    Refuses what `nominate` refuses, then more than `MOST_A_DAY` in the 24 hours from the first (`many`), before it looks
    for the nominee; then an active supporter (`supporter`). Whatever is handed in counts, so that no count tells who is
    on the path.
    """
    nominee = read_nominee(name=name, email=email, by=by)
    _refuse_too_many(by)
    _refuse_active_supporter(nominee.email)
    nominate_later.enqueue(by.pk, name=nominee.name, email=nominee.email)


@task()
def nominate_later(nominator: int, *, name: str, email: str) -> None:
    """Nominate as the person with this number."""
    nominate(name=name, email=email, by=Person.objects.get(pk=nominator))


def _refuse_too_many(nominator: Person) -> None:
    """Each nomination writes to somebody: a slip or a joke must not write to hundreds."""
    key = throttle.digest("nomination", str(nominator.pk))
    if throttle.count(key, seconds=DAY_SECONDS).count > MOST_A_DAY:
        raise Refusal(
            _("You have nominated %(most)s colleagues since yesterday. Please go on tomorrow.")
            % {"most": MOST_A_DAY},
            code="many",
        )


def _refuse_active_supporter(email: str) -> None:
    active = active_supporter_with_email(email, today())
    if active is not None:
        raise Refusal(
            _("%(nominee)s is a peer supporter already: see the list of supporters.")
            % {"nominee": active},
            code="supporter",
            field="email",
        )

"""The nightly work, once a date, whoever begins it: the clock of the portal, or an operator."""

import datetime as dt

from django.utils.translation import gettext as _

from certification.services.reconciling import Reconciled, reconcile
from portal.common.errors import Refusal
from portal.common.models import NightlyRun
from portal.common.time import local, now, today

# Before it the night belongs to people who are still at work.
BEGINS = dt.time(3, 30)
# Longer than any run takes; then the process that began it has died.
AGAIN_AFTER = dt.timedelta(hours=1)
LONGEST_GAP = dt.timedelta(days=2)


def is_due() -> bool:
    """Whether the work of today is still to be begun: it is half past three, in the program's zone, or later."""
    if local(now()).time() < BEGINS:
        return False
    run = NightlyRun.objects.filter(on=today()).first()
    return run is None or (run.ended_at is None and run.began_at < now() - AGAIN_AFTER)


def require_no_gap() -> None:
    """Refuses (`gap`) where today is more than two days from the last run: the clock may be wrong.

    What a run enters for a day that has not come stays in everybody's record.
    """
    last = NightlyRun.objects.order_by("-on").first()
    if last is not None and abs(today() - last.on) > LONGEST_GAP:
        raise Refusal(
            _(
                "The nightly work was last done for %(last)s, and the clock says that today is %(today)s. If that is right, "
                "run: manage.py reconcile --after-a-gap"
            )
            % {"last": last.on.isoformat(), "today": today().isoformat()},
            code="gap",
        )


def begin_if_due() -> Reconciled | None:
    """Do the work of today where it is due and nobody else has begun it; None where not."""
    if not is_due():
        return None
    run, is_new = NightlyRun.objects.get_or_create(on=today(), defaults={"began_at": now()})
    if not is_new:
        dead = NightlyRun.objects.filter(
            pk=run.pk, ended_at__isnull=True, began_at__lt=now() - AGAIN_AFTER
        )
        if not dead.update(began_at=now()):
            return None
    return _work(run)


def do_now() -> Reconciled:
    """Do the work of today, also where it is done already: a second time finds nothing to do."""
    run, _created = NightlyRun.objects.get_or_create(on=today(), defaults={"began_at": now()})
    return _work(run)


def _work(run: NightlyRun) -> Reconciled:
    done = reconcile()
    NightlyRun.objects.filter(pk=run.pk).update(ended_at=now())
    return done

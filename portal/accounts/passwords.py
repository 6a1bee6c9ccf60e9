"""The link to choose a password, sent by the queue.

A known address costs a token, an email and a commit, an unknown one nothing. The request does none of it, and hands over
a task in both cases, so that the time of its answer tells nobody who has an account. The task names a person or nobody:
an address that we do not know is stored nowhere.
"""

from collections.abc import Sequence

from allauth.account.forms import ResetPasswordForm
from django_tasks import task

from portal.accounts.models import Person


@task()
def send_password_link(person_ids: Sequence[int]) -> None:
    """Send the link to these people, as allauth does; to nobody where there are none, or access has ended meanwhile."""
    for person in Person.objects.filter(pk__in=person_ids):
        form = ResetPasswordForm({"email": person.email})
        if form.is_valid():
            # Our adapter makes the link from the portal's own address, so no request is needed.
            form.save(None)

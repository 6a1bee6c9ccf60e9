"""The type of a request behind the access table."""

from django.http import HttpRequest

from portal.accounts.models import Person


class PersonRequest(HttpRequest):
    """A request to a view that asks for a signed-in person: the access table let nobody else through."""

    user: Person

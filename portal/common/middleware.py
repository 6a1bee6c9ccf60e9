"""What surrounds every request: errors as pages, and headers that protect."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.common.errors import Refusal, database_is_away
from portal.common.views import refused, unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]


class ErrorPages:
    """Turns what a view raises into a page: a refusal into 409, a lost database into 503.

    Errors of other middleware never come here; `portal.common.views.server_error` sees those.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if database_is_away(error):
            return unavailable(request, error)
        if isinstance(error, Refusal):
            return refused(request, error)
        return None


PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class Headers:
    """Nobody else's page may use ours, no device is asked for, and no cache keeps what a person saw."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Asked in this order, because a page that is stored nowhere must not need the database for this.
        if "no-store" not in response.get("Cache-Control", "") and _is_signed_in(request):
            response["Cache-Control"] = "private, no-store"
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    person = getattr(request, "user", None)
    return person is not None and person.is_authenticated

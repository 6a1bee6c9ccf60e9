"""How long a sign-in lasts, for the script that warns before it ends (`session.js`)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.common.access import access
from portal.common.sessions import lasting_of, note_activity


@access("site.visit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> JsonResponse:
    """Seconds until the sign-in ends, 0 where nobody is signed in, and whether it can be made to last longer.

    To ask is no activity; a POST is.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0, "can_stay": False})
    if request.method == "POST":
        note_activity(request)
    lasting = lasting_of(request.session)
    return JsonResponse(lasting._asdict() if lasting else {})

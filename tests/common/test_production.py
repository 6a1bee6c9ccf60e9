"""What holds with the settings of production alone."""

import json

from tests.common.test_start import PRODUCTION, start


def test_the_hosts_and_the_clients_follow_from_what_is_known() -> None:
    """The web server in front names the client; a header that the client sent before it counts for nothing."""
    script = (
        "import django; django.setup(); from django.conf import settings as s; "
        "from django.test import RequestFactory as R; "
        "from allauth.account.adapter import get_adapter as a; "
        "r = R().get('/', headers={'X-Forwarded-For': '192.0.2.1, 192.0.2.7'}); "
        "print(s.ALLOWED_HOSTS[0], s.PUBLIC_URL, s.CSRF_TRUSTED_ORIGINS, a().get_client_ip(r))"
    )
    run = start("-c", script, **PRODUCTION)
    told = "portal.example https://portal.example ['https://portal.example'] 192.0.2.7\n"
    assert (run.returncode, run.stdout) == (0, told)


PROBE = """
import django, json
django.setup()
from django.test import Client
answers = {}
for host in ("127.0.0.1:8000", "localhost", "[::1]:8000", "portal.example", "elsewhere.example"):
    for path in ("/healthz", "/healthz/", "/accounts/login/"):
        answer = Client(raise_request_exception=False).get(path, headers={"host": host})
        answers[f"{host}{path}"] = answer.headers.get("Location", answer.status_code)
print(json.dumps(answers))
"""


def test_the_machine_itself_may_ask_for_health_without_tls_and_for_nothing_else() -> None:
    run = start("-c", PROBE, **PRODUCTION)
    answers = json.loads(run.stdout)
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000", "portal.example"):
        assert answers[f"{host}/healthz"] == 200
        assert answers[f"{host}/healthz/"] == f"https://{host}/healthz/"
        assert answers[f"{host}/accounts/login/"] == f"https://{host}/accounts/login/"
    assert answers["elsewhere.example/healthz"] == 400

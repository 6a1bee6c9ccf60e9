"""Behind a web server with TLS. Everything site-specific comes from the environment (docs/operations.md)."""

from urllib.parse import urlsplit

from portal.settings import strict
from portal.settings.base import *  # noqa: F403
from portal.settings.base import env

SECRET_KEY = env.secret("SECRET_KEY", least=32)
PUBLIC_URL = strict.tls_url("PUBLIC_URL")
ALLOWED_HOSTS = strict.named_hosts("ALLOWED_HOSTS", [str(urlsplit(PUBLIC_URL).hostname)])
# Somebody on the machine itself, who asks for its health under its own name.
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
WAGTAILADMIN_BASE_URL = PUBLIC_URL
EMAIL_BACKEND = strict.sending_backend("EMAIL_BACKEND", strict.SMTP)
if EMAIL_BACKEND == strict.SMTP:
    EMAIL_HOST = env.host("EMAIL_HOST")
DEFAULT_FROM_EMAIL = strict.reachable(env.sender, "DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
PROGRAM_OFFICE_EMAIL = strict.reachable(env.email, "PROGRAM_OFFICE_EMAIL")
# Only the installation that a database belongs to sends its email (portal.common.installation).
IS_REAL = True
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
# Whoever watches the process asks it directly, without the web server that speaks TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Limits to tries are counted for each client, whom the web server in front names in X-Forwarded-For: without this all
# clients would be one, and anybody could use up everybody's tries.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 1, most=10)
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

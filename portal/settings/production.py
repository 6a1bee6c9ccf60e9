"""Behind a web server with TLS. Everything site-specific comes from the environment (docs/operations.md)."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import env

SECRET_KEY = env.text("SECRET_KEY")
PUBLIC_URL = env.text("PUBLIC_URL")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", [])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
WAGTAILADMIN_BASE_URL = PUBLIC_URL
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

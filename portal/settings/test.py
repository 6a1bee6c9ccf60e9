"""`make test`: fast passwords, mail in memory, tasks at once; the database comes from DATABASE_URL."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, VAR_DIR, databases

SECRET_KEY = "only-for-tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
# The clock of the tests (tests.clock).
TIME_ZONE = "America/Denver"
HOSPITAL_DOMAINS = []
# Served as they are written: nothing is collected.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
DEMONSTRATION_ALLOWED = True
DATABASES = {"default": databases.database("DATABASE_URL", VAR_DIR / "test.sqlite3")}
if str(DATABASES["default"]["ENGINE"]).endswith("sqlite3"):
    # Threads of a race need a database on disk, as the real one is.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

"""The settings of `make run`, with a database of its own and the bare page beside the portal's."""

from portal.settings import databases
from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import INSTALLED_APPS as _APPS
from portal.settings.dev import VAR_DIR as _VAR

INSTALLED_APPS = [*_APPS, "tests.bench.bare"]
VAR_DIR = _VAR / "bench"
VAR_DIR.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"
DATABASES = {"default": databases.database("DATABASE_URL", VAR_DIR / "db.sqlite3")}

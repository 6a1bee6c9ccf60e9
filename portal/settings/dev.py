"""`make run`: one machine, SQLite, mail on the console."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from portal.settings.base import *  # noqa: F403
from portal.settings.base import INSTALLATION_FILE, STATIC_ROOT, VAR_DIR, env

if INSTALLATION_FILE.exists():
    # Most likely a command whose settings were forgotten: it would write beside the real database.
    raise ImproperlyConfigured(
        f"{VAR_DIR} belongs to a real installation; load its settings first (set -a; . FILE; set +a), "
        "or name another folder in PORTAL_VAR to try the portal there."
    )

# Filled by deploy/prepare.py; WhiteNoise warns of a folder that is missing.
STATIC_ROOT.mkdir(exist_ok=True)


def _kept_secret() -> str:
    """A key of this checkout's own, made once: a restart must not sign everybody out."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text().strip()


SECRET_KEY = env.text("SECRET_KEY", _kept_secret())
DEBUG = env.flag("DEBUG", False)
DEMONSTRATION_ALLOWED = True

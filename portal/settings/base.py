"""What every installation of the portal shares."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

from portal.settings import databases, env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.folder("PORTAL_VAR", BASE_DIR / "var")
# Made by a real installation alone (portal.common.installation).
INSTALLATION_FILE = VAR_DIR / "installation"

DEBUG = False
PUBLIC_URL = env.url("PUBLIC_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    # Our rooms, highest first: templates and translations of a higher room win.
    "content",
    "certification",
    "curriculum",
    "portal.sections",
    "portal.accounts",
    "portal.common",
    "allauth",
    "allauth.account",
    "rules",
    "simple_history",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "content.cms.users.UsersConfig",
    "wagtail.snippets",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, which the design system's renderer looks up
]

MIDDLEWARE = [
    "portal.common.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.common.sessions.Activity",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.common.middleware.ErrorPages",
    "portal.common.access.AccessMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

# Every template speaks in marked sentences and in the parts of the design system.
SPOKEN = ["django.templatetags.i18n", "portal.common.templatetags.ui"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.common.context_processors.site",
            ],
            "builtins": SPOKEN,
        },
    },
]
# Emails are no pages: nothing in them is escaped, whatever their template says.
EMAILS = "emails"
TEMPLATES += [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": EMAILS,
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False, "builtins": SPOKEN},
    },
]
FORM_RENDERER = "portal.common.forms.DesignSystemRenderer"

DATABASES = {"default": databases.database("DATABASE_URL", VAR_DIR / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sign-in ---------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.own_words.OwnWordsValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/my/"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# No email to an address without an account: the page says the same in either case.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "reauthenticate": "portal.accounts.forms.ConfirmForm",
    "reset_password": "portal.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
}
# Its limits count in each process, and by the client alone, which may be a whole hospital: ours are portal.accounts.limits.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "portal.accounts.adapter.display_name"
# A signature asks for the password again after these seconds.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = False
SESSION_ENGINE = "portal.common.sessions"
# A sign-in ends when its person asks for nothing for so long, and in any case after SESSION_COOKIE_AGE seconds.
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 30, least=5, most=720)
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.common.views.csrf_failure"

# Language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.zone("TIME_ZONE", "America/Denver")

# Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
ASSETS_DIR = VAR_DIR / "assets"
STATICFILES_DIRS = [ASSETS_DIR]
# Named by their content, so that browsers keep them for ever, and compressed: what is tried is what is shipped.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# Mail: the outbox sends through whatever these name ------------------------------------------------
EMAIL_BACKEND = env.backend("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = env.host("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25, least=1, most=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "Peer Support <peer-support@portal.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Wagtail -----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Peer Support"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_ENABLED = False
# Addresses that can be read out on the phone.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Safety ------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows its preview of a page in a frame
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs more; portal.urls gives /cms/ the looser policy below.
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

CMS_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}

# The program -------------------------------------------------------------------------------------
PROGRAM_NAME = env.text("PROGRAM_NAME", "Peer Support")
# Where colleagues have their addresses; empty: anywhere.
HOSPITAL_DOMAINS = [each.lower().strip(".") for each in env.hosts("HOSPITAL_DOMAINS", [])]
PROGRAM_OFFICE_EMAIL = env.email("PROGRAM_OFFICE_EMAIL", "peer-support@portal.invalid")
# Invented people with known passwords have no place in a real installation.
DEMONSTRATION_ALLOWED = False
IS_REAL = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # The level stands on the handler: the mail worker sets its own loggers to tell of every task.
    "filters": {"one_line": {"()": "portal.common.logs.OneLine"}},
    "formatters": {
        "dated": {
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "level": "WARNING",
            "filters": ["one_line"],
            "formatter": "dated",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

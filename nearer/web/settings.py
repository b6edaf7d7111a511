"""Settings of the embedded product. The data folder comes from NEARER_DATA, set by ``nearer serve``."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from tzlocal import get_localzone_name

from nearer.vault.folder import Folder

HERE = Path(__file__).resolve().parent
# Read when numpy is first imported. With more threads OpenBLAS spins on a busy machine: sixteen messages took the second look
# four seconds of it instead of 0.2.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

FOLDER = Folder(Path(os.environ["NEARER_DATA"]))
OWN_COMPUTER = True
"""Nothing leaves this computer: true for the embedded product, so the pages may say it."""
CONTENT = Path(os.environ["NEARER_CONTENT"]) if "NEARER_CONTENT" in os.environ else None
"""A folder of content files that is laid over the built-in programme, or stands for it."""
THROW_AWAY = "NEARER_THROW_AWAY" in os.environ
"""The data folder goes away when the server stops, so that the pages warn before anyone writes a book into it."""

SECRET_KEY = FOLDER.secret()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "nearer.web.urls"
WSGI_APPLICATION = "nearer.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "nearer.vault.apps.VaultConfig", "nearer.web"]
MIDDLEWARE = [
    "nearer.web.keep.NeverLoseText",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "nearer.web.room.open_room",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "nearer.web.frame.frame",
            ],
            "builtins": ["nearer.web.templatetags.words"],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER.database,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
        },
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = get_localzone_name() or "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS: list[Path] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "nearer-form"
CSRF_FAILURE_VIEW = "nearer.web.keep.form_not_trusted"

# What is uploaded is never written to disk unsealed.
FILE_UPLOAD_HANDLERS = ["nearer.web.uploads.InMemory"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"place": {"()": "nearer.web.logs.PlaceOnly"}},
    "handlers": {"quiet": {"class": "logging.StreamHandler", "formatter": "place"}},
    "root": {"handlers": ["quiet"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["quiet"], "level": "ERROR", "propagate": False}},
}

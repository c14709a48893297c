"""Django's settings, from the variables that :mod:`lineofsight.web.project.environment` tells."""

import os
from pathlib import Path

import dj_database_url

from lineofsight.web.project.mail import mail_settings
from lineofsight.web.project.oidc import oidc_from
from lineofsight.web.project.places import places

PLACES = places()
WEB = Path(__file__).parent.parent

SECRET_KEY = PLACES.secret_key()
DEBUG = False
BASE_URL = os.environ.get("LINEOFSIGHT_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("LINEOFSIGHT_ALLOWED_HOSTS", "127.0.0.1,localhost").split(",")
]
SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "lineofsight.web.ui",
    "lineofsight.web.accounts",
    "lineofsight.web.events",
    "lineofsight.web.files",
    "lineofsight.web.plans",
    "lineofsight.web.imports",
    "lineofsight.web.updates",
    "lineofsight.web.challenges",
    "lineofsight.web.performance",
    "lineofsight.web.data",
    "lineofsight.web.casework",
    "lineofsight.web.alerts",
    "lineofsight.web.cohorts",
    "lineofsight.web.exports",
    "lineofsight.web.jobs",
    "lineofsight.web.notices",
    "lineofsight.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lineofsight.web.ui.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lineofsight.web.ui.middleware.refusals",
]

ROOT_URLCONF = "lineofsight.web.project.urls"
WSGI_APPLICATION = "lineofsight.web.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lineofsight.web.ui.context.every_page",
            ],
            "builtins": ["lineofsight.web.ui.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{PLACES.database}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start, so that two never wait for each other.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is taken out is overwritten, so that a redacted text is nowhere in the file.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["lineofsight.web.accounts.backends.WhileInPost"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lineofsight.web.accounts.adapter.ByInvitation"
ACCOUNT_FORMS = {
    "login": "lineofsight.web.accounts.sign_in_forms.SignIn",
    "reset_password": "lineofsight.web.accounts.sign_in_forms.AskForLink",
    "reset_password_from_key": "lineofsight.web.accounts.sign_in_forms.SetForgotten",
    "change_password": "lineofsight.web.accounts.sign_in_forms.ChangePassword",
    "set_password": "lineofsight.web.accounts.sign_in_forms.SetFirst",
    "reauthenticate": "lineofsight.web.accounts.sign_in_forms.ConfirmPassword",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# A password is tried at most 5 times in 5 minutes for one address, and 10 times in a minute from
# one place.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LINEOFSIGHT_PROXIES", "0"))
MFA_ADAPTER = "lineofsight.web.accounts.adapter.TwoStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A code that has just run out is still taken: phones' clocks differ.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Line of Sight"
MFA_FORMS = {
    "authenticate": "lineofsight.web.accounts.two_step_forms.SignInCode",
    "reauthenticate": "lineofsight.web.accounts.two_step_forms.ConfirmCode",
    "activate_totp": "lineofsight.web.accounts.two_step_forms.StartApp",
    "add_webauthn": "lineofsight.web.accounts.two_step_forms.AddKey",
    "edit_webauthn": "lineofsight.web.accounts.two_step_forms.RenameKey",
}
# An administrator vouches for the address of an account that they make.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
OIDC = oidc_from(os.environ)
SOCIALACCOUNT_ADAPTER = "lineofsight.web.accounts.social.ExistingAccountsOnly"
SOCIALACCOUNT_PROVIDERS = OIDC.providers()

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = PLACES.static
STATICFILES_DIRS = [WEB.parents[2] / "build" / "frontend" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# How often somebody tried is counted where every process of the site sees it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lineofsight_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

globals().update(mail_settings(os.environ.get("LINEOFSIGHT_EMAIL_URL", ""), PLACES.mail))
DEFAULT_FROM_EMAIL = os.environ.get("LINEOFSIGHT_EMAIL_FROM", "line-of-sight@localhost")

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lineofsight.web.ui.views.forged"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

UPLOAD_LIMIT = 20 * 1024 * 1024
# The council's own database, to be read directly; the password in it is never shown.
SSD_URL = os.environ.get("LINEOFSIGHT_SSD_URL", "")
# A council's own folder of definitions, beside those of the package.
DEFINITIONS = os.environ.get("LINEOFSIGHT_DEFINITIONS", "")
# After how many days a list says on top that its tables are old.
OLD_AFTER_DAYS = int(os.environ.get("LINEOFSIGHT_OLD_AFTER_DAYS", "14"))
# After how many days tables alert nobody any more.
ALERTS_OLD_AFTER_DAYS = int(os.environ.get("LINEOFSIGHT_ALERTS_OLD_AFTER_DAYS", "10"))
# The files of one load of tables, together.
LOAD_LIMIT = 1024 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Larger ones are written down while they arrive: beside the rest, where the disk is encrypted.
FILE_UPLOAD_TEMP_DIR = PLACES.arriving()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

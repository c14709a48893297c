"""The site's settings for tests: a folder that goes away, fast passwords, no e-mail sent."""

import os
import tempfile

os.environ["LINEOFSIGHT_DATA_DIR"] = tempfile.mkdtemp(prefix="lineofsight-test-")

from lineofsight.web.project.settings import *  # noqa: F403
from lineofsight.web.project.settings import DATABASES, PLACES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PLACES.static.mkdir()
# Two runs on one server do not take each other's database.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["TEST"] = {"NAME": f"test_lineofsight_{os.getpid()}"}

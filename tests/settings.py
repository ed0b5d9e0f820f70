"""The platform's settings for tests: strict, with a fast password hasher, on a database file."""

import os

os.environ.setdefault("DEBUG", "true")

from turismo.settings import *  # noqa: F403
from turismo.settings import BASE_DIR, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

WHITENOISE_AUTOREFRESH = True  # tests collect no static files

# Threads would share an in-memory database under other locking rules than those of a file.
DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / f"test-{os.getpid()}.sqlite3")}
(BASE_DIR / "var").mkdir(exist_ok=True)

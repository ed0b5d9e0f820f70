"""The platform's settings as the tests want them: strict, quick to hash, on a database that is a file."""

import os

os.environ.setdefault("DEBUG", "true")

from turismo.settings import *  # noqa: F403
from turismo.settings import BASE_DIR, DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

WHITENOISE_AUTOREFRESH = True  # tests collect no static files

# A database in memory would be shared by threads under other locking rules than the real one.
DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / f"test-{os.getpid()}.sqlite3")}
(BASE_DIR / "var").mkdir(exist_ok=True)

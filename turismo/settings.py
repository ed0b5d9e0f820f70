"""The settings of every installation; differences between installations are in the environment."""

from pathlib import Path

from corsheaders.defaults import default_headers
from csp.constants import NONE, SELF

from . import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- From the environment ----------------------------------------------------------------------------
DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.secret_key(DEBUG)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Other sites that may open `/ws` and call the API from a browser, as full origins: https://app.example.com
ALLOWED_ORIGINS = env.words("ALLOWED_ORIGINS", default=[])
PORT = env.number("PORT", default=8080, minimum=1, maximum=65535)
# Off only where browsers use plain HTTP: on loopback, in tests.
HTTPS = env.boolean("HTTPS", default=not DEBUG)
# On only behind a proxy that overwrites X-Forwarded-Proto and X-Forwarded-For.
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
# Of one process; each thread keeps its own database connection.
THREADS = env.number("THREADS", default=4, minimum=1, maximum=64)
# A departure is nearly full when fewer than this per cent of its seats are free.
CASI_LLENA = env.number("CASI_LLENA", default=20, minimum=1, maximum=99)
LOG_LEVEL = env.text("LOG_LEVEL", default="INFO").upper()

DATABASES = {"default": env.database(BASE_DIR / "db.sqlite3")}
CHANNEL_LAYERS = {"default": env.channel_layer()}
email = env.email(DEBUG)
EMAIL_BACKEND = email.backend
EMAIL_HOST = email.host
EMAIL_PORT = email.port
EMAIL_HOST_USER = email.user
EMAIL_HOST_PASSWORD = email.password
EMAIL_USE_TLS = email.use_tls
EMAIL_USE_SSL = email.use_ssl
EMAIL_FILE_PATH = email.file_path
DEFAULT_FROM_EMAIL = email.sender
EMAIL_TIMEOUT = 10  # seconds

# --- The platform ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "daphne",  # first: it replaces `runserver`
    "turismo.administracion",  # the admin site, in Spanish, with live toasts
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "channels",
    "corsheaders",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "health_check",
    "notifications",
    "turismo.usuarios",
    "turismo.catalogo",
    "turismo.reservas",
    "turismo.recomendaciones",
    "turismo.api",
    "turismo.paginas",
    "turismo.demo",
]

NOTIFICATIONS = {"CATALOGUE": "turismo.eventos", "ALLOWED_ORIGINS": ALLOWED_ORIGINS}

AUTH_USER_MODEL = "usuarios.Usuario"
LOGIN_URL = "paginas:entrar"
LOGIN_REDIRECT_URL = "paginas:catalogo"
PASSWORD_RESET_TIMEOUT = 2 * 3600  # seconds; the e-mail says it in hours
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "turismo.urls"
ASGI_APPLICATION = "turismo.asgi.application"
APPEND_SLASH = True

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
            ]
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Words and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "turismo" / "locale"]
TIME_ZONE = env.text("TIME_ZONE", default="America/Lima")
FORMAT_MODULE_PATH = "turismo.formatos"
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "turismo" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "turismo.storage.ModuleManifestStorage"
    },
}

# --- Safety ------------------------------------------------------------------------------------------
# Every script and style of ours and of the admin is a file of this site, so the policy needs no exception.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# HSTS for subdomains and the preload list bind a whole domain: its owner decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = ALLOWED_ORIGINS
CORS_ALLOWED_ORIGINS = ALLOWED_ORIGINS
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOW_HEADERS = [*default_headers, "idempotency-key", "if-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After"]

# --- REST --------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["turismo.rest.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["notifications.publishing.parsers.StrictJSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "DEFAULT_SCHEMA_CLASS": "turismo.rest.schema.Schema",
    "DEFAULT_THROTTLE_RATES": {"registro": "60/hour", "clave_olvidada": "20/hour", "sesion_fallida": "10/min"},
    "EXCEPTION_HANDLER": "turismo.rest.errors.problem_response",
    # Read a client's address from X-Forwarded-For only if our proxy wrote it.
    "NUM_PROXIES": 1 if BEHIND_PROXY else 0,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Turismo",
    "DESCRIPTION": "La plataforma de turismo en tiempo real: catálogo, reservas y avisos.",
    "VERSION": "0.1.0",
    "SCHEMA_PATH_PREFIX": "/api",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "EstadoDeEntradaEnum": "turismo.catalogo.models.Estado",
        "EstadoDeSalidaEnum": "turismo.catalogo.models.salida.EstadoDeSalida",
        "EstadoDeReservaEnum": "turismo.reservas.models.Estado",
        "EstadoDeContratacionEnum": "turismo.reservas.models.EstadoDeContratacion",
        "DisponibilidadEnum": "turismo.catalogo.disponibilidad.Disponibilidad",
    },
}

# --- Logs --------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname:<7} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL},
        # It logs a traceback every second while Redis is down; the follower logs one line.
        "channels_redis": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
    },
}

"""Settings that the environment decides: secret key, database, cache and mail.

`read` returns the `environ.Env` of `smartcity.settings`; the other functions take it and return
values.
"""

import os
from pathlib import Path

import django
import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
SQLITE = {
    # Writers queue from their first statement on instead of failing when two become writers.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    "timeout": 10,
}
POSTGRESQL = {
    # No query of a visitor may hold a worker for longer; none is worth compiling. Writers wait for
    # each other as long as on SQLite.
    "options": "-c statement_timeout=30s -c lock_timeout=10s -c jit=off",
    "connect_timeout": 5,
    # What repeats is planned once; needs a pooler that keeps sessions.
    "server_side_binding": True,
    "prepare_threshold": 3,
}
# Since Django 6.1: what the options of a mailer are called.
MAILER_OPTIONS = {
    "HOST": "host",
    "PORT": "port",
    "HOST_USER": "username",
    "HOST_PASSWORD": "password",
    "USE_TLS": "use_tls",
    "USE_SSL": "use_ssl",
}


def read(usual_file):
    """Return the environment with what ENV_FILE adds, or *usual_file*; no file if it is empty."""
    env = environ.Env()
    if env_file := os.environ.get("ENV_FILE", str(usual_file)):
        env.read_env(env_file)
    return env


def secret_key(env):
    """Return SECRET_KEY; raise ImproperlyConfigured if it is not set."""
    if key := env("SECRET_KEY", default=""):
        return key
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Put a long random value into the environment or into .env; "
        "`make run` writes one for local use."
    )


def database(env):
    """Return the database of DATABASE_URL, with the options its engine needs here."""
    config = env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return config | {"OPTIONS": SQLITE}
    return config | {
        # Those of the address (`?sslmode=require`) win.
        "OPTIONS": POSTGRESQL | config.get("OPTIONS", {}),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        # A query more for each request; spares the first ones after a restart of PostgreSQL.
        "CONN_HEALTH_CHECKS": env.bool("CONN_HEALTH_CHECKS", default=False),
    }


def cache(env):
    """Return the cache of CACHE_URL; Redis with the backend that fails no request."""
    config = env.cache("CACHE_URL", default="locmemcache://")
    if config["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
        config["BACKEND"] = "smartcity.operating.redis_cache.RedisCache"
    return config


def mail(env, *, in_debug):
    """Return the settings of EMAIL_URL, by the names that this version of Django reads."""
    config = env.email_url(
        "EMAIL_URL", default="consolemail://" if in_debug else "smtp://localhost:25"
    )
    if django.VERSION < (6, 1):
        return config
    options = {
        option: config[f"EMAIL_{name}"]
        for name, option in MAILER_OPTIONS.items()
        if config.get(f"EMAIL_{name}")
    }
    return {"MAILERS": {"default": {"BACKEND": config["EMAIL_BACKEND"], "OPTIONS": options}}}

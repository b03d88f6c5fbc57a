"""A PostgreSQL database of our own, filled by the project's own commands, dropped at the end."""

import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psycopg
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

SERVER = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
BACKENDS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = %s AND backend_type IN ('client backend', 'parallel worker')
"""


class Database:
    def __init__(self, admin, name):
        self.admin = admin
        self.name = name
        self.url = urlsplit(SERVER)._replace(path=f"/{name}").geturl()

    @property
    def backends(self):
        """The processes of PostgreSQL that serve this database."""
        return [pid for (pid,) in self.admin.execute(BACKENDS, [self.name])]

    def manage(self, *command):
        environment = environment_for(self.url) | {"DEBUG": "True"}
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)

    def grow(self, size, number):
        """Generate *number* more conferences, *size* in all, and leave the tables tidy."""
        print(f"Generating conferences, up to {size:,} …", flush=True)
        self.manage("generate", str(number), "--seed", str(size))
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            # Else whoever reads first writes out what the generator left in the buffers.
            with suppress(InsufficientPrivilege):
                connection.execute("CHECKPOINT")


def environment_for(url):
    """Nothing from the developer's .env: the same numbers on every machine of a kind."""
    return os.environ | {
        "ENV_FILE": "",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": url,
        "SECRET_KEY": "for-measurements-only",
        "SITE_URL": "http://127.0.0.1:8000",
        "DEBUG": "False",
        # Longer than any measurement: a backend that ends takes its CPU time with it.
        "CONN_MAX_AGE": "86400",
    }


@contextmanager
def new_database():
    name = f"bench_{os.getpid()}"
    with psycopg.connect(SERVER, autocommit=True, connect_timeout=5) as admin:
        admin.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            database = Database(admin, name)
            database.manage("migrate", "--verbosity", "0")
            database.manage("load_facts")
            yield database
        finally:
            admin.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

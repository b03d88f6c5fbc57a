"""A temporary PostgreSQL database, filled by the commands of the project."""

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
    """The temporary database and a connection that may drop it."""

    def __init__(self, admin, name):
        self.admin = admin
        self.name = name
        self.url = urlsplit(SERVER)._replace(path=f"/{name}").geturl()

    @property
    def backends(self):
        """The process ids of the PostgreSQL backends of this database."""
        return [pid for (pid,) in self.admin.execute(BACKENDS, [self.name])]

    def manage(self, *command):
        """Run a management command on the database; raise CalledProcessError if it fails."""
        environment = environment_for(self.url) | {"DEBUG": "True"}
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)

    def grow(self, size, number):
        """Generate *number* more conferences, *size* in total, and vacuum the tables."""
        print(f"Generating conferences, up to {size:,} …", flush=True)
        self.manage("generate", str(number), "--seed", str(size))
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
            # Otherwise the first reads would write the dirty buffers of the generator to disk.
            with suppress(InsufficientPrivilege):
                connection.execute("CHECKPOINT")


def environment_for(url):
    """Return environment variables that ignore the developer's .env file."""
    return os.environ | {
        "ENV_FILE": "",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": url,
        "SECRET_KEY": "for-measurements-only",
        "SITE_URL": "http://127.0.0.1:8000",
        "DEBUG": "False",
        # Longer than any measurement: the CPU time of a closed backend cannot be read.
        "CONN_MAX_AGE": "86400",
    }


@contextmanager
def new_database():
    """Create the database, migrate it and load the facts; drop it at the end."""
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

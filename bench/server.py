"""gunicorn with one worker on a free port, and requests to it."""

import http.client
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from .database import environment_for
from .empty import ADDRESS
from .processes import children_of

STARTS_WITHIN = 30
ANSWERS_WITHIN = 300
# One thread uses one connection, so a single PostgreSQL backend serves it.
GUNICORN = ["gunicorn", "smartcity.wsgi", "--workers", "1", "--worker-class", "gthread"]
OPTIONS = ["--threads", "1", "--timeout", "600", "--log-level", "warning", "--no-control-socket"]


class Server:
    """A running server and an HTTP connection to it."""

    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWERS_WITHIN)

    @property
    def worker(self):
        """The process id of the worker."""
        [worker] = children_of(self.process.pid)
        return worker

    def get(self, path, etag=None):
        """Return (response, body)."""
        self.connection.request("GET", path, headers={"If-None-Match": etag} if etag else {})
        response = self.connection.getresponse()
        return response, response.read()

    def wait(self):
        """Wait for the first response; raise TimeoutError after `STARTS_WITHIN` seconds."""
        for _ in range(STARTS_WITHIN * 10):
            try:
                return self.get(ADDRESS)
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        raise TimeoutError(f"gunicorn did not answer within {STARTS_WITHIN} seconds.")


@contextmanager
def serving(database):
    """Run the server inside the context."""
    port = free_port()
    command = [sys.executable, "-m", *GUNICORN, *OPTIONS, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment_for(database.url))
    server = Server(process, port)
    try:
        server.wait()
        yield server
    finally:
        server.connection.close()
        process.terminate()
        process.wait(timeout=60)


def free_port():
    """Return a free TCP port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

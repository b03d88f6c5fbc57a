"""gunicorn with one worker on a port of its own, and the requests sent to it."""

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
# One thread: one connection, so one process of PostgreSQL serves it.
GUNICORN = ["gunicorn", "smartcity.wsgi", "--workers", "1", "--worker-class", "gthread"]
OPTIONS = ["--threads", "1", "--timeout", "600", "--log-level", "warning", "--no-control-socket"]


class Server:
    def __init__(self, process, port):
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWERS_WITHIN)

    @property
    def worker(self):
        [worker] = children_of(self.process.pid)
        return worker

    def get(self, path, etag=None):
        """(response, its body)"""
        self.connection.request("GET", path, headers={"If-None-Match": etag} if etag else {})
        response = self.connection.getresponse()
        return response, response.read()

    def wait(self):
        for _ in range(STARTS_WITHIN * 10):
            try:
                return self.get(ADDRESS)
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        raise TimeoutError(f"gunicorn did not answer within {STARTS_WITHIN} seconds.")


@contextmanager
def serving(database):
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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

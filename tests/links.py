"""A server on this machine that answers as it is told."""

import select
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MEGABYTE = b"x" * 1024 * 1024


class Handler(BaseHTTPRequestHandler):
    """`/404` answers with that status; the other paths say what they do."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["Host"]))
        self.server.agents.add(self.headers["User-Agent"])
        name = self.path.strip("/").partition("/")[0]
        with suppress(ConnectionError):
            getattr(self, f"answer_{name}", self.answer_status)(name)

    do_GET = do_HEAD  # noqa: N815 – the name that http.server looks for

    def answer_status(self, name):
        self.send_response(int(name) if name.isdecimal() else 200)
        self.end_headers()

    def answer_to(self, name):
        """`/to/x` leads to the address that was set as x."""
        self.send_response(302)
        self.send_header("Location", self.server.targets[self.path.rpartition("/")[2]])
        self.end_headers()

    def answer_round(self, name):
        self.send_response(301)
        self.send_header("Location", "/round")
        self.end_headers()

    def answer_nohead(self, name):
        self.answer_status("405" if self.command == "HEAD" else "200")

    def answer_huge(self, name):
        """Refuses HEAD; tells at the end how much of the content was taken."""
        self.answer_nohead(name)
        if self.command == "GET":
            for _number in range(200):
                self.wfile.write(MEGABYTE)
            self.server.asked.append("all of it")

    def answer_slow(self, name):
        """Says a byte now and then until the other side gives up."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        while not select.select([self.connection], [], [], 0.1)[0]:
            self.wfile.write(b"x")

    def log_message(self, *arguments):
        pass


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.agents, server.targets = [], set(), {}
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

"""Measure CPU time per request, of the worker and its PostgreSQL backends together."""

from dataclasses import dataclass
from statistics import median

from tqdm import tqdm

from .empty import ADDRESS
from .processes import cpu_seconds, memory
from .server import serving

ROUNDS = 5
# In one round: enough to make the resolution of the kernel's clock (10 ms) irrelevant.
REQUESTS = 300
EVENTS = 100_000
# Pages take much longer than 10 ms.
PAGES = 40

FILE = "/konferenzen/beispiel-nr-0000001.ics"
FEED = "/konferenzen.ics"
LIST = "/konferenzen/"
# About 1,000 results of 100,000, with uncached counts for every filter.
NARROWED = "/konferenzen/archiv/?land=BY&format=hybrid&format=virtuell&q=Praxis"


@dataclass
class View:
    """One kind of request and its cost; with *etag* it is a conditional request (304)."""

    name: str
    path: str
    requests: int = REQUESTS
    etag: str | None = None
    events: int = 0
    size: int = 0
    cpu: float = 0

    def first_answer(self, server):
        """Return the first response; raise RuntimeError if its status is unexpected."""
        response, body = server.get(self.path, self.etag)
        expected = 304 if self.etag else 200
        if response.status != expected:
            raise RuntimeError(f"{self.name} answered {response.status}, not {expected}.")
        self.size = len(body)
        self.events = body.count(b"BEGIN:VEVENT")
        return response

    def repeat(self, server, times):
        """Send the request *times* times."""
        for _ in range(times):
            server.get(self.path, self.etag)


def views(server, size):
    """Return the views to measure, each after warming up."""
    kinds = [
        View("empty view", ADDRESS),
        View("single file", FILE),
        View("feed", FEED, requests=max(2, min(REQUESTS, EVENTS // size))),
    ]
    for view in kinds[1:]:
        etag = view.first_answer(server).headers["ETag"]
        kinds.append(View(f"304 of {view.name}", view.path, etag=etag))
    kinds += [View("list", LIST, requests=PAGES), View("narrowed list", NARROWED, requests=PAGES)]
    for view in kinds:
        view.first_answer(server)
        view.repeat(server, max(1, view.requests // 10))
    return kinds


def measure(database, size):
    """Return the views with their cost: the median of several rounds through all views."""
    with serving(database) as server:
        kinds = views(server, size)
        costs = [[] for _ in kinds]
        for _ in tqdm(range(ROUNDS), desc=f"Measuring {size:,}", unit=" rounds", disable=None):
            for view, cost in zip(kinds, costs, strict=True):
                cost.append(cost_of(view, server, database))
    for view, cost in zip(kinds, costs, strict=True):
        view.cpu = median(cost)
    return kinds


def cost_of(view, server, database):
    """Return the CPU time of one request in seconds."""
    pids = [server.worker, *database.backends]
    before = cpu_seconds(pids)
    view.repeat(server, view.requests)
    return (cpu_seconds(pids) - before) / view.requests


def memory_while_serving(database):
    """Return (MiB of an idle worker, maximum while it served the feed)."""
    with serving(database) as server:
        for path in [ADDRESS, FILE, f"{FEED}?thema=gibt-es-nicht"]:
            server.get(path)
        idle = memory(server.worker, "VmRSS")
        server.get(FEED)
        return idle, memory(server.worker, "VmHWM")

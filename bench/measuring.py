"""CPU per request: of the worker and of the process of PostgreSQL that serves it, together."""

from dataclasses import dataclass
from statistics import median

from tqdm import tqdm

from .empty import ADDRESS
from .processes import cpu_seconds, memory
from .server import serving

ROUNDS = 5
# In one round: enough that a tick of the kernel's clock (10 ms) does not matter.
REQUESTS = 300
EVENTS = 100_000
# Pages cost far more than a tick.
PAGES = 40

FILE = "/konferenzen/beispiel-nr-0000001.ics"
FEED = "/konferenzen.ics"
LIST = "/konferenzen/"
# Close to 1,000 hits of 100,000, and every filter counted anew.
NARROWED = "/konferenzen/archiv/?land=BY&format=hybrid&format=virtuell&q=Praxis"


@dataclass
class View:
    """One kind of request and what it cost; *etag* makes it a question for news (304)."""

    name: str
    path: str
    requests: int = REQUESTS
    etag: str | None = None
    events: int = 0
    size: int = 0
    cpu: float = 0

    def first_answer(self, server):
        response, body = server.get(self.path, self.etag)
        expected = 304 if self.etag else 200
        if response.status != expected:
            raise RuntimeError(f"{self.name} answered {response.status}, not {expected}.")
        self.size = len(body)
        self.events = body.count(b"BEGIN:VEVENT")
        return response

    def repeated(self, server, times):
        for _ in range(times):
            server.get(self.path, self.etag)


def views(server, size):
    """Each after its first answer; every view is measured at every size."""
    found = [
        View("empty view", ADDRESS),
        View("single file", FILE),
        View("feed", FEED, requests=max(2, min(REQUESTS, EVENTS // size))),
    ]
    for view in found[1:]:
        etag = view.first_answer(server).headers["ETag"]
        found.append(View(f"304 of {view.name}", view.path, etag=etag))
    found += [View("list", LIST, requests=PAGES), View("narrowed list", NARROWED, requests=PAGES)]
    for view in found:
        view.first_answer(server)
        view.repeated(server, max(1, view.requests // 10))
    return found


def measured(database, size):
    """The views with their cost: the median of some rounds, each through all views."""
    with serving(database) as server:
        found = views(server, size)
        costs = [[] for _ in found]
        for _ in tqdm(range(ROUNDS), desc=f"Measuring {size:,}", unit=" rounds", disable=None):
            for view, cost in zip(found, costs, strict=True):
                cost.append(cost_of(view, server, database))
    for view, cost in zip(found, costs, strict=True):
        view.cpu = median(cost)
    return found


def cost_of(view, server, database):
    pids = [server.worker, *database.backends]
    before = cpu_seconds(pids)
    view.repeated(server, view.requests)
    return (cpu_seconds(pids) - before) / view.requests


def memory_while_serving(database):
    """(MiB of an idle worker, the most it held while it served the feed)"""
    with serving(database) as server:
        for path in [ADDRESS, FILE, f"{FEED}?thema=gibt-es-nicht"]:
            server.get(path)
        idle = memory(server.worker, "VmRSS")
        server.get(FEED)
        return idle, memory(server.worker, "VmHWM")

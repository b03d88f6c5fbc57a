"""Ask an address whether it is there: little by little, never for long, never for its content."""

import signal
import socket
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as NoTimeLeft

from .checked import Problem
from .networks import NotAllowed, resolved

WAIT = 10
WAIT_IN_ALL = 20
MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
# Servers that refuse HEAD, or do not know it, say so in many ways.
ASKED_AGAIN_FROM = 400
HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; link check of {settings.SITE_URL})",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
# What a part of an address may contain as it stands; everything else is encoded.
KEPT = "%/:=&?~+!$,;'@()*[]"


@dataclass(frozen=True)
class Answer:
    status: int | None = None
    problem: str = ""


class Refused(Exception):
    """It cannot be asked; the argument is a `Problem`."""


class TooLong(TimeoutError):
    pass


# The first kind that fits.
PROBLEMS = {
    NotAllowed: Problem.PRIVATE,
    ssl.SSLCertVerificationError: Problem.CERTIFICATE,
    TimeoutError: Problem.TIMEOUT,
    NoTimeLeft: Problem.TIMEOUT,
    socket.gaierror: Problem.UNKNOWN_HOST,
    HTTPError: Problem.NO_ANSWER,
    HTTPException: Problem.NO_ANSWER,
    OSError: Problem.NO_ANSWER,
    ValueError: Problem.NO_ANSWER,
}


def ask(address, allowed=(), wait=WAIT, wait_in_all=WAIT_IN_ALL):
    """What the address answers at the end of its redirects."""
    try:
        with at_most(wait_in_all):
            return Answer(status=final_status(address, allowed, wait))
    except Refused as refusal:
        return Answer(problem=refusal.args[0])
    except tuple(PROBLEMS) as error:
        found = (problem for kind, problem in PROBLEMS.items() if isinstance(error, kind))
        return Answer(problem=next(found))


@contextmanager
def at_most(seconds):
    """Interrupt what is waited for, a server that sends a byte now and then included."""

    def stop(*_args):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def final_status(address, allowed, wait):
    for _number in range(MOST_REDIRECTS + 1):
        status, target = one_answer(address, allowed, wait)
        if status not in REDIRECTS or not target:
            return status
        address = urljoin(address, target)
    raise Refused(Problem.REDIRECTS)


def one_answer(address, allowed, wait):
    """(status, target of a redirect), by GET where HEAD is no success."""
    try:
        status, target = answer_to("HEAD", address, allowed, wait)
    except ConnectionError:
        status, target = ASKED_AGAIN_FROM, ""
    if status < ASKED_AGAIN_FROM:
        return status, target
    return answer_to("GET", address, allowed, wait)


def answer_to(method, address, allowed, wait):
    parts = split(address)
    connection = connection_to(parts, allowed, wait)
    path = quote(parts.path or "/", safe=KEPT)
    query = f"?{quote(parts.query, safe=KEPT)}" if parts.query else ""
    try:
        headers = HEADERS | {"Host": parts.netloc.encode("idna").decode()}
        connection.request(method, path + query, headers=headers, preload_content=False)
        # The headers are all that is read.
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def split(address):
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.username is not None:
        raise Refused(Problem.NO_ADDRESS)
    return parts


def connection_to(parts, allowed, wait):
    """To the very machine that was found to be allowed, whatever its name leads to by then."""
    name = parts.hostname.encode("idna").decode()
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    machine = str(resolved(name, port, allowed))
    if not is_secure:
        return HTTPConnection(machine, port, timeout=wait)
    certified = {"server_hostname": name, "cert_reqs": "CERT_REQUIRED"}
    return HTTPSConnection(machine, port, timeout=wait, **certified)

"""Request the status of a URL within limits: little data, little time, never the content."""

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
from urllib3.exceptions import TimeoutError as HTTPTimeoutError

from .models import LinkProblem
from .networks import NotAllowed, resolve_host

TIMEOUT = 10
TOTAL_TIMEOUT = 20
MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
# From this status on a GET request follows: servers refuse HEAD with many different codes.
FIRST_ERROR = 400
HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; link check of {settings.SITE_URL})",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}
# Characters of a path or query that are not percent-encoded.
SAFE = "%/:=&?~+!$,;'@()*[]"


@dataclass(frozen=True)
class LinkResult:
    """The final HTTP status of a link, or the problem that prevented one."""

    status: int | None = None
    problem: str = ""


class Refused(Exception):
    """Raised for a URL that is not requested; the argument is a `LinkProblem`."""


class TooLong(TimeoutError):
    """Raised if a request exceeds its total time."""


# The first matching class decides.
PROBLEMS = {
    NotAllowed: LinkProblem.PRIVATE,
    ssl.SSLCertVerificationError: LinkProblem.CERTIFICATE,
    TimeoutError: LinkProblem.TIMEOUT,
    HTTPTimeoutError: LinkProblem.TIMEOUT,
    socket.gaierror: LinkProblem.UNKNOWN_HOST,
    HTTPError: LinkProblem.NO_ANSWER,
    HTTPException: LinkProblem.NO_ANSWER,
    OSError: LinkProblem.NO_ANSWER,
    ValueError: LinkProblem.NO_ANSWER,
}


def request_status(address, allowed=(), timeout=TIMEOUT, total_timeout=TOTAL_TIMEOUT):
    """Return the `LinkResult` at the end of the redirects of *address*."""
    try:
        with at_most(total_timeout):
            return LinkResult(status=final_status(address, allowed, timeout))
    except Refused as refusal:
        return LinkResult(problem=refusal.args[0])
    except tuple(PROBLEMS) as error:
        matching = (problem for kind, problem in PROBLEMS.items() if isinstance(error, kind))
        return LinkResult(problem=next(matching))


@contextmanager
def at_most(seconds):
    """Raise TooLong inside the context after *seconds*, even if data keep trickling in."""

    def interrupt(*_args):
        raise TooLong

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def final_status(address, allowed, timeout):
    """Return the status after all redirects; raise Refused if there are too many."""
    for _number in range(MAX_REDIRECTS + 1):
        status, target = status_and_target(address, allowed, timeout)
        if status not in REDIRECTS or not target:
            return status
        address = urljoin(address, target)
    raise Refused(LinkProblem.REDIRECTS)


def status_and_target(address, allowed, timeout):
    """Return (status, target of a redirect), by GET if HEAD fails."""
    try:
        status, target = send_request("HEAD", address, allowed, timeout)
    except ConnectionError:
        status, target = FIRST_ERROR, ""
    if status < FIRST_ERROR:
        return status, target
    return send_request("GET", address, allowed, timeout)


def send_request(method, address, allowed, timeout):
    """Return (status, target of a redirect) of a single request."""
    parts = split_url(address)
    connection = connection_to(parts, allowed, timeout)
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    try:
        headers = HEADERS | {"Host": parts.netloc.encode("idna").decode()}
        connection.request(method, path + query, headers=headers, preload_content=False)
        # The body is not read.
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def split_url(address):
    """Return the parts of a complete web URL; raise Refused for any other address."""
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.username is not None:
        raise Refused(LinkProblem.NO_ADDRESS)
    return parts


def connection_to(parts, allowed, timeout):
    """Return a connection to the IP address that was checked, even if DNS changes meanwhile.

    Raise NotAllowed if the host has an address in a network that is not allowed.
    """
    name = parts.hostname.encode("idna").decode()
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    ip_address = str(resolve_host(name, port, allowed))
    if not is_secure:
        return HTTPConnection(ip_address, port, timeout=timeout)
    tls_options = {"server_hostname": name, "cert_reqs": "CERT_REQUIRED"}
    return HTTPSConnection(ip_address, port, timeout=timeout, **tls_options)

"""Check links: which are due, in which order and how fast they are requested."""

import time
from collections import defaultdict
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.utils import timezone

from .columns import public_links
from .models import MAX_LENGTH, CheckedLink
from .requesting import request_status

CHUNK = 500


def due_links(now):
    """Return the URLs to check now, hosts in turn; delete links that are no longer used."""
    # PostgreSQL cannot index longer values.
    links = [link for link in public_links(now) if len(link.encode()) <= MAX_LENGTH]
    delete_links({*CheckedLink.objects.values_list("address", flat=True)} - {*links})
    not_due = {*CheckedLink.objects.not_due(now).values_list("address", flat=True)}
    return in_turns(link for link in links if link not in not_due)


def delete_links(addresses):
    """Delete the stored results of *addresses*."""
    unused = sorted(addresses)
    for begin in range(0, len(unused), CHUNK):
        CheckedLink.objects.filter(address__in=unused[begin : begin + CHUNK]).delete()


def in_turns(addresses):
    """Return the first URL of each host, then the second ones, so that requests alternate."""
    hosts = defaultdict(list)
    for address in addresses:
        hosts[host_of(address)].append(address)
    return list(filter(None, chain.from_iterable(zip_longest(*hosts.values()))))


def host_of(address):
    """Return the host of *address*, or None if it cannot be parsed."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def check(addresses, *, allowed, delay):
    """Check each URL and yield its link; request a host at most once per *delay* seconds."""
    last_request = {}
    for address in addresses:
        host = host_of(address)
        if host in last_request:
            time.sleep(max(0, last_request[host] + delay - time.monotonic()))
        result = request_status(address, allowed)
        last_request[host] = time.monotonic()
        link = CheckedLink.objects.filter(address=address).first() or CheckedLink(address=address)
        link.record(result, timezone.now())
        link.save()
        yield link

"""Which links are asked about, in which order and how fast, and what is noted of the answers."""

import time
from collections import defaultdict
from itertools import chain, zip_longest
from urllib.parse import urlsplit

from django.utils import timezone

from .asking import ask
from .checked import LONGEST, CheckedLink
from .found import public_links

CHUNK = 500


def due_links(now):
    """Addresses to ask now, one host after the other; forgets those that stand nowhere any more."""
    # PostgreSQL indexes no longer ones.
    found = [it for it in public_links(now) if len(it.encode()) <= LONGEST]
    forget({*CheckedLink.objects.values_list("address", flat=True)} - {*found})
    asked_lately = {*CheckedLink.objects.not_due(now).values_list("address", flat=True)}
    return in_turns(it for it in found if it not in asked_lately)


def forget(addresses):
    gone = sorted(addresses)
    for begin in range(0, len(gone), CHUNK):
        CheckedLink.objects.filter(address__in=gone[begin : begin + CHUNK]).delete()


def in_turns(addresses):
    """The first of every host, then the second ones: nobody is asked many times in a row."""
    hosts = defaultdict(list)
    for address in addresses:
        hosts[host_of(address)].append(address)
    return [it for it in chain.from_iterable(zip_longest(*hosts.values())) if it]


def host_of(address):
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def check(addresses, *, allowed, delay):
    """Ask each, note what it answered, and yield that; a host at most once per *delay* seconds."""
    last_asked = {}
    for address in addresses:
        host = host_of(address)
        if host in last_asked:
            time.sleep(max(0, last_asked[host] + delay - time.monotonic()))
        answer = ask(address, allowed)
        last_asked[host] = time.monotonic()
        link = CheckedLink.objects.filter(address=address).first() or CheckedLink(address=address)
        link.note(answer, timezone.now())
        link.save()
        yield link

"""Which machines may be asked: those of the public internet, and of networks allowed by name.

Editors type addresses; the server must not become their door into the network it stands in.
"""

import socket
from ipaddress import IPv6Address, ip_address, ip_network

NAT64 = ip_network("64:ff9b::/96")
UNICAST = ip_network("2000::/3")
# What `ipaddress` takes for global, or does in some versions: relays and tunnels, which can lead
# anywhere, and what is for use in one place or in documents only.
REFUSED = [
    *map(ip_network, ["100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24"]),
    *map(ip_network, ["2001::/23", "2002::/16", "3ffe::/16", "3fff::/20"]),
]


class NotAllowed(Exception):
    """The address belongs to a network that is not asked."""


def carried(ip):
    """The IPv4 address that an IPv6 one only wraps, or the address itself."""
    if not isinstance(ip, IPv6Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    return ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip


def may_be_asked(ip, allowed=()):
    ip = carried(ip)
    if any(ip in network for network in allowed):
        return True
    if any(ip in network for network in REFUSED) or (ip.version == 6 and ip not in UNICAST):
        return False
    is_special = ip.is_multicast or ip.is_reserved or ip.is_unspecified
    return ip.is_global and not (is_special or ip.is_private or ip.is_loopback or ip.is_link_local)


def resolved(host, port, allowed=()):
    """The address to connect to; NotAllowed if any address of the host is refused.

    It is looked up once: a second answer for the same name could be another one.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = [ip_address(answer[4][0]) for answer in answers]
    if not found or not all(may_be_asked(ip, allowed) for ip in found):
        raise NotAllowed
    return found[0]

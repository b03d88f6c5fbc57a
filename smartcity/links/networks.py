"""The networks whose hosts may be requested: the public internet and explicitly allowed ones.

Editors enter URLs. Checking them must not give access to the network that the server stands in.
"""

import socket
from ipaddress import IPv6Address, ip_address, ip_network

NAT64 = ip_network("64:ff9b::/96")
UNICAST = ip_network("2000::/3")
# Networks that `ipaddress` counts as global, at least in some versions: relays and tunnels, which
# can lead anywhere, and networks for local use or documentation.
REFUSED = [
    *map(ip_network, ["100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24"]),
    *map(ip_network, ["2001::/23", "2002::/16", "3ffe::/16", "3fff::/20"]),
]


class NotAllowed(Exception):
    """Raised if a host has an address in a network that is not allowed."""


def unwrap_ipv4(ip):
    """Return the IPv4 address that an IPv6 address wraps, or the address itself."""
    if not isinstance(ip, IPv6Address):
        return ip
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    return ip_address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else ip


def is_allowed(ip, allowed=()):
    """Return whether hosts with this IP address may be requested."""
    ip = unwrap_ipv4(ip)
    if any(ip in network for network in allowed):
        return True
    if any(ip in network for network in REFUSED) or (ip.version == 6 and ip not in UNICAST):
        return False
    is_special = ip.is_multicast or ip.is_reserved or ip.is_unspecified
    return ip.is_global and not (is_special or ip.is_private or ip.is_loopback or ip.is_link_local)


def resolve_host(host, port, allowed=()):
    """Return the IP address to connect to; raise NotAllowed if any address is not allowed.

    DNS is queried once, because a second answer could be a different one.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ips = [ip_address(answer[4][0]) for answer in answers]
    if not ips or not all(is_allowed(ip, allowed) for ip in ips):
        raise NotAllowed
    return ips[0]

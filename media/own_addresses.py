"""The addresses that this machine has in its networks."""

from __future__ import annotations

from ipaddress import ip_address

import ifaddr

LOOPBACK = "127.0.0.1"


def own_addresses() -> list[str]:
    """IPv4 addresses, loopback not among them."""
    every = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    return [address for address in every if not ip_address(address).is_loopback]

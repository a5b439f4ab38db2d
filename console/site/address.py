"""HOST:PORT as people write it, and whether only this machine can reach it."""

from __future__ import annotations

import ipaddress
import re

_ADDRESS = re.compile(
    r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9.-]{1,253})):(?P<port>\d{1,5})"
)


def parse_address(written: str) -> tuple[str, int]:
    """(host, port) of ``127.0.0.1:8790`` or ``[::1]:8790``; ValueError says what would be right.

    Port 0 lets the system choose one.
    """
    found = _ADDRESS.fullmatch(written)
    if found is None:
        raise ValueError(f'"{written[:80]}" is no address: HOST:PORT, such as 127.0.0.1:8790')
    port = int(found["port"])
    if port > 65535:
        raise ValueError(f"port {port} does not exist: 0 to 65535")
    return found["six"] or found["host"], port


def is_loopback(host: str) -> bool:
    """Whether nobody outside this machine can connect to a listener on ``host``."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

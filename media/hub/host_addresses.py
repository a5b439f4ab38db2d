"""Which of this machine's addresses the hub offers to the sites.

aioice leaves loopback out. A hub whose door is open on loopback only (the demo, a test) must offer
just that; a machine without any network has nothing else either.
"""

from __future__ import annotations

from collections.abc import Callable

import aioice.ice

from media.own_addresses import LOOPBACK

_gather: Callable[..., list[str]] = aioice.ice.get_host_addresses


def offer(loopback_only: bool) -> None:
    """Set it for all connections of this process."""

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        if loopback_only:
            return [LOOPBACK]
        return _gather(use_ipv4=use_ipv4, use_ipv6=use_ipv6) or [LOOPBACK]

    aioice.ice.get_host_addresses = addresses


def found() -> list[str]:
    """The addresses of this machine, loopback not among them."""
    return _gather(use_ipv4=True, use_ipv6=True)

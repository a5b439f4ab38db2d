"""Which addresses the hub offers."""

from __future__ import annotations

import aioice.ice
import pytest

from media.hub import host_addresses


def test_a_door_on_loopback_offers_loopback_alone() -> None:
    host_addresses.offer(loopback_only=True)
    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["127.0.0.1"]


@pytest.mark.parametrize(("found", "offered"), [(["10.0.0.9"], ["10.0.0.9"]), ([], ["127.0.0.1"])])
def test_a_door_on_a_network_offers_its_addresses_and_loopback_only_without_any(
    monkeypatch: pytest.MonkeyPatch, found: list[str], offered: list[str]
) -> None:
    monkeypatch.setattr(host_addresses, "_gather", lambda use_ipv4, use_ipv6: found)
    host_addresses.offer(loopback_only=False)
    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == offered
    assert host_addresses.found() == found

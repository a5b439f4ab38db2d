from __future__ import annotations

from types import SimpleNamespace

import ifaddr
import pytest

from media.own_addresses import own_addresses


def test_every_adapter_gives_its_ipv4_addresses_and_loopback_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ips = [("127.0.0.1", True), ("10.1.2.3", True), (("fe80::1", 0, 2), False)]
    adapters = [
        SimpleNamespace(ips=[SimpleNamespace(ip=ip, is_IPv4=four) for ip, four in ips]),
        SimpleNamespace(ips=[SimpleNamespace(ip="192.168.8.9", is_IPv4=True)]),
    ]
    monkeypatch.setattr(ifaddr, "get_adapters", lambda: adapters)
    assert own_addresses() == ["10.1.2.3", "192.168.8.9"]

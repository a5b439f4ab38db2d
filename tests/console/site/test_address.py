from __future__ import annotations

import pytest

from console.site.address import is_loopback, parse_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("127.0.0.1:8790", ("127.0.0.1", 8790)),
        ("[::1]:0", ("::1", 0)),
        ("room.example:65535", ("room.example", 65535)),
    ],
)
def test_an_address_is_a_host_and_a_port(written: str, address: tuple[str, int]) -> None:
    assert parse_address(written) == address


@pytest.mark.parametrize(
    "written", ["", "8790", "127.0.0.1", ":1", "::1:1", "a b:1", "h:x", "h:-1"]
)
def test_what_is_no_address_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"HOST:PORT, such as 127\.0\.0\.1:8790"):
        parse_address(written)


def test_a_port_beyond_the_last_is_refused() -> None:
    with pytest.raises(ValueError, match="port 65536 does not exist"):
        parse_address("h:65536")


def test_only_this_machine_reaches_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "room.example")))

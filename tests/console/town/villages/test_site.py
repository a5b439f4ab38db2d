from __future__ import annotations

import pytest

from console.town.villages.site import door_of


def test_a_link_names_its_door_and_its_token() -> None:
    assert door_of("https://10.0.0.1:8443/join#a.b") == ("wss://10.0.0.1:8443/ws", "a.b")
    assert door_of("https://10.0.0.1/join#token=a.b-_") == ("wss://10.0.0.1/ws", "a.b-_")
    assert door_of("http://127.0.0.1:8443/join#t") == ("ws://127.0.0.1:8443/ws", "t")
    for wrong in ("", "ftp://x/join#t", "https:///join#t", "https://x/join"):
        with pytest.raises(ValueError, match="join link"):
            door_of(wrong)

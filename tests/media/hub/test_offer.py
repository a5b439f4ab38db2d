"""What of an offer reaches the WebRTC library."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub.offer import OfferError, Reach, acceptable, clean, first_codec

HOST = "candidate:1 1 udp 2122260223 {} 50000 typ host generation 0"
OFFER = "\r\n".join(
    [
        "v=0", "a=fingerprint:sha-256 AB:CD", "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=rtpmap:111 opus/48000/2", "a=" + HOST.format("10.1.2.3"),
        "m=video 9 UDP/TLS/RTP/SAVPF 102 97", "a=rtpmap:97 VP8/90000", "a=rtpmap:102 H264/90000",
        "a=" + HOST.format("host-abc.local"), "a=end-of-candidates", "",
    ]
)  # fmt: skip


def test_an_offer_keeps_its_lines_and_its_acceptable_candidates() -> None:
    found = clean(OFFER, Reach())
    assert found.kinds == ("audio", "video")
    assert "10.1.2.3" in found.sdp
    assert ".local" not in found.sdp
    assert "end-of-candidates" not in found.sdp
    assert found.sdp.endswith("\r\n")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (OFFER.replace("m=video", "m=audio"), "one audio line"),
        (OFFER.replace("m=video", "m=application"), "one audio line"),
        ("v=0\r\n", "one audio line"),
        (OFFER.replace("sha-256", "sha-1"), "fingerprint"),
        (OFFER + "a=x\r\n" * 2000, "lines"),
    ],
)
def test_an_offer_that_is_none_is_refused(changed: str, why: str) -> None:
    with pytest.raises(OfferError, match=why):
        clean(changed, Reach())


def test_candidates_beyond_the_most_are_left_out() -> None:
    many = OFFER + "".join(
        f"a={HOST.format(f'10.0.{n // 250}.{n % 250 + 1}')}\r\n" for n in range(500)
    )
    assert clean(many, Reach()).sdp.count("a=candidate:") <= 64


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("10.1.2.3", True), ("192.168.0.9", True), ("fd00::2", True), ("2001:db8::1", True),
        ("127.0.0.1", False), ("169.254.169.254", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("fe80::1", False), ("ff02::1", False), ("example.org", False),
        ("a.local", False),
    ],
)  # fmt: skip
def test_only_addresses_of_a_network_are_sent_to(address: str, good: bool) -> None:
    assert acceptable(HOST.format(address), Reach()) is good


def test_loopback_tcp_ports_and_kinds() -> None:
    assert acceptable(HOST.format("127.0.0.1"), Reach(loopback=True))
    assert not acceptable(HOST.format("10.0.0.1").replace("udp", "tcp"), Reach())
    assert not acceptable(HOST.format("10.0.0.1").replace("50000", "0"), Reach())
    relayed = HOST.format("10.0.0.1").replace("typ host", "typ relay")
    assert not acceptable(relayed, Reach())
    assert acceptable(relayed, Reach(beyond=True))


@given(st.text(max_size=300))
def test_any_text_is_an_offer_or_an_offer_error(text: str) -> None:
    with contextlib.suppress(OfferError):
        clean(text, Reach())
    acceptable(text, Reach())
    first_codec(text, "video")


def test_the_first_codec_is_what_is_sent() -> None:
    assert first_codec(OFFER, "video") == "H264"
    assert first_codec(OFFER, "audio") == "OPUS"
    assert first_codec(OFFER, "text") is None

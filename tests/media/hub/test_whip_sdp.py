"""What WHIP clients send, judged as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.hub import whip_sdp
from media.hub.message import Candidate

OFFER = (
    "v=0\r\na=ice-ufrag:abcd\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=setup:actpass\r\n"
    "a=rtpmap:111 opus/48000/2\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=setup:actpass\r\n"
    "a=rtpmap:96 VP8/90000\r\n"
)


def test_an_offer_without_a_codec_of_ours_is_told_what_is_spoken_here() -> None:
    assert not whip_sdp.unacceptable(OFFER)
    assert "H264 or VP8" in whip_sdp.unacceptable(OFFER.replace("VP8", "AV1"))
    assert "OPUS" in whip_sdp.unacceptable(OFFER.replace("opus", "PCMU"))
    assert "nothing" in whip_sdp.unacceptable(OFFER + "m=application 9 x 0\r\n")


def test_the_client_begins_the_handshake_where_it_leaves_the_choice() -> None:
    begun = whip_sdp.client_begins(OFFER)
    assert begun.count("a=setup:active\r\n") == 2
    passive = OFFER.replace("actpass", "passive")
    assert whip_sdp.client_begins(passive) == passive


def test_a_fragment_is_read_with_its_media_line() -> None:
    told = whip_sdp.fragment(
        "a=ice-ufrag:abcd\r\nm=audio 9 x 0\r\na=mid:0\r\n"
        "a=candidate:1 1 udp 9 10.0.0.1 9 typ host\r\na=end-of-candidates\r\n"
    )
    assert told.ufrag == "abcd" == whip_sdp.ufrag(OFFER)
    one = Candidate("candidate:1 1 udp 9 10.0.0.1 9 typ host", "0")
    assert told.candidates == (one, Candidate(""))


def test_a_fragment_that_is_none_or_has_no_end_is_refused() -> None:
    for text in ("", "hello", "a=mid:0\n", "a=candidate:" + "x" * 2000, "a=candidate:x\n" * 99):
        with pytest.raises(ValueError):
            whip_sdp.fragment(text)


@given(st.text(max_size=400))
def test_any_text_is_judged_without_a_fault(text: str) -> None:
    whip_sdp.unacceptable(text)
    whip_sdp.client_begins(text)
    whip_sdp.ufrag(text)
    try:
        told = whip_sdp.fragment(text)
    except ValueError:
        return
    assert len(told.candidates) <= whip_sdp.MOST_CANDIDATES

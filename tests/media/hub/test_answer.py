"""What the hub's answer asks of a site's voice."""

from __future__ import annotations

from aiortc.sdp import SessionDescription

from media.hub.answer import WISHES, with_wishes

SDP = (
    "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\na=mid:0\r\n"
)


def test_the_voice_is_asked_to_repeat_and_to_rest() -> None:
    (media,) = SessionDescription.parse(with_wishes(SDP)).media
    (codec,) = media.rtp.codecs
    assert {name: str(codec.parameters[name]) for name in ("useinbandfec", "usedtx")} == {
        "useinbandfec": "1", "usedtx": "1",
    }  # fmt: skip
    assert [feedback.type for feedback in codec.rtcpFeedback] == ["nack"]


def test_without_opus_nothing_is_added() -> None:
    other = SDP.replace("opus/48000/2", "PCMU/8000")
    assert with_wishes(other) == other
    assert WISHES not in with_wishes(other)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.sdp import Video, parse_sdp

ASKED = "rtsp://10.0.0.1:8554/live"
PLAIN = """v=0
o=- 1 1 IN IP4 10.0.0.1
s=cam
a=control:*
m=audio 0 RTP/AVP 8
a=control:trackID=2
m=video 0 RTP/AVP 96
a=rtpmap:96 H264/90000
a=framesize:96 640-360
a=fmtp:96 profile-level-id=42e01e;packetization-mode=1;sprop-parameter-sets=Z0LAHg==,aM48gA==
a=control:trackID=1
"""


def video_of(text: str, base: str = "") -> Video:
    return parse_sdp(text.encode(), base, ASKED).video


def test_a_plain_description_names_everything() -> None:
    description = parse_sdp(PLAIN.replace("\n", "\r\n").encode(), ASKED + "/", ASKED)
    video = description.video
    assert video.codec == "h264"
    assert video.payload_type == 96
    assert video.clock_hz == 90000
    assert video.control == ASKED + "/trackID=1"
    assert description.aggregate == ASKED + "/"
    assert video.parameter_sets == (b"\x67\x42\xc0\x1e", b"\x68\xce\x3c\x80")
    assert video.packetization_mode == 1
    assert video.size == (640, 360)


@pytest.mark.parametrize(
    ("change", "into"),
    [
        ("s=cam\n", "s=cam\ns=again\n"),
        ("o=- 1 1 IN IP4 10.0.0.1\n", ""),
        ("v=0\n", "v=0\nc=IN\nthis is no line\n\n"),
        ("m=video 0 RTP/AVP 96", "m=video 0 RTP/AVP 96   "),
        ("m=video 0 RTP/AVP 96", "m=application 0 RTP/AVP 96"),
        ("m=audio 0 RTP/AVP 8\n", "m=audio\n"),
        ("a=rtpmap:96 H264/90000", "a=rtpmap: 96 h264/90000 "),
    ],
)
def test_what_cameras_write_wrongly_is_understood(change: str, into: str) -> None:
    assert change in PLAIN
    video = video_of(PLAIN.replace(change, into))
    assert (video.codec, video.payload_type) == ("h264", 96)
    assert video.control == ASKED + "/trackID=1"


def test_format_parameters_under_another_track_are_found() -> None:
    lines = PLAIN.splitlines()
    fmtp = next(line for line in lines if line.startswith("a=fmtp"))
    lines.remove(fmtp)
    lines.insert(5, fmtp)
    assert video_of("\n".join(lines)).packetization_mode == 1


def test_incomplete_parameter_sets_are_left_out() -> None:
    video = video_of(PLAIN.replace("Z0LAHg==", "Z0LA*"))
    assert video.parameter_sets == ()


def test_another_codec_is_named_and_h264_goes_before_it() -> None:
    other = PLAIN.replace("H264", "H265")
    assert video_of(other).codec == "hevc"
    both = other + "m=video 0 RTP/AVP 97\na=rtpmap:97 H264/90000\na=control:trackID=9\n"
    assert video_of(both).control == ASKED + "/trackID=9"
    still = "m=video 0 RTP/AVP 26\na=control:x\n"
    assert video_of(still).codec == "jpeg"


@pytest.mark.parametrize(
    "body", [b"", b"v=0\r\nm=audio 0 RTP/AVP 0\r\n", b"\xff\xfe\0", b"x\n" * 2000]
)
def test_a_description_without_video_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="session description"):
        parse_sdp(body, "", ASKED)


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.text(max_size=30)
)
def test_any_text_gives_a_video_or_a_value_error(body: bytes, base: str) -> None:
    for text in (body, PLAIN.encode() + body, b"m=video 0 RTP/AVP 96\n" + body):
        try:
            video = parse_sdp(text, base, ASKED).video
        except ValueError:
            continue
        assert "\n" not in video.control

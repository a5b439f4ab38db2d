from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.sdp import Sound, Video, parse_sdp
from media.rtsp.sound import AacShape
from media.unit import SoundFormat

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


HEVC = """m=video 0 RTP/AVP 98
a=rtpmap:98 H265/90000
a=fmtp:98 sprop-vps=QAEM;sprop-sps=QgEB;sprop-pps=RAHA; sprop-max-don-diff=2
a=control:trackID=5
"""


def test_an_h265_track_has_its_three_kinds_of_sets_or_none() -> None:
    video = video_of(HEVC)
    assert (video.codec, video.payload_type, video.numbered) == ("hevc", 98, True)
    assert video.parameter_sets == (b"\x40\x01\x0c", b"\x42\x01\x01", b"\x44\x01\xc0")
    for part in ("sprop-vps=QAEM;", "sprop-sps=QgEB;", "sprop-pps=RAHA;"):
        assert video_of(HEVC.replace(part, "")).parameter_sets == ()
        assert video_of(HEVC.replace(part, part[:10] + "*;")).parameter_sets == ()
    assert not video_of(HEVC.replace("sprop-max-don-diff=2", "")).numbered


def test_h264_goes_before_h265_and_h265_before_others() -> None:
    still = "m=video 0 RTP/AVP 26\na=control:x\n"
    assert video_of(still + HEVC).codec == "hevc"
    assert video_of(HEVC + PLAIN).codec == "h264"


def test_start_codes_in_parameter_sets_are_taken_off() -> None:
    video = video_of(PLAIN.replace("Z0LAHg==", "AAAAAWdCwB4="))
    assert video.parameter_sets[0] == b"\x67\x42\xc0\x1e"


AAC = """m=audio 0 RTP/AVP 97
a=rtpmap:97 MPEG4-GENERIC/16000/2
a=fmtp:97 streamtype=5;mode=AAC-hbr;config=1410;SizeLength=13;IndexLength=3;IndexDeltaLength=3
a=control:trackID=7
"""


def sound_of(lines: str) -> Sound | None:
    return parse_sdp((HEVC + lines).encode(), "", ASKED).sound


@pytest.mark.parametrize(
    ("lines", "sound"),
    [
        ("m=audio 0 RTP/AVP 0\n", SoundFormat("pcmu", 8000)),
        ("m=audio 0 RTP/AVP 8\n", SoundFormat("pcma", 8000)),
        ("m=audio 0 RTP/AVP 99\na=rtpmap:99 PCMA/16000\n", SoundFormat("pcma", 16000)),
        ("m=audio 0 RTP/AVP 99\na=rtpmap:99 OPUS/48000/2\n", SoundFormat("opus", 48000, 2)),
        (AAC, SoundFormat("aac", 16000, 2, b"\x14\x10")),
        (AAC.replace("config=1410", "config="), SoundFormat("aac", 16000, 2, b"\x14\x10")),
        (AAC.replace("config=1410;", ""), SoundFormat("aac", 16000, 2, b"\x14\x10")),
    ],
)
def test_sound_of_a_known_kind_is_found(lines: str, sound: SoundFormat) -> None:
    found = sound_of(lines)
    assert found is not None
    assert found.format == sound


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "m=audio 0 RTP/AVP 99\na=rtpmap:99 MP4A-LATM/90000\n",
        "m=audio 0 RTP/AVP 99\na=rtpmap:99 G726-32/8000\n",
        "m=audio 0 RTP/AVP 99\n",
        "m=audio\n",
        AAC.replace("SizeLength=13", "SizeLength=99"),
        AAC.replace("SizeLength=13", "SizeLength=0"),
        AAC.replace("SizeLength=13", "SizeLength=13;ctsDeltaLength=8"),
        AAC.replace("config=1410;", "").replace("16000/2", "17000/2"),
    ],
)
def test_sound_of_another_kind_is_none(lines: str) -> None:
    assert sound_of(lines) is None


def test_of_several_sounds_the_first_known_one_is_taken_with_its_shape() -> None:
    unknown = "m=audio 0 RTP/AVP 99\na=rtpmap:99 G726-32/8000\n"
    sound = sound_of(unknown + AAC + "m=audio 0 RTP/AVP 0\n")
    assert sound is not None
    assert sound.control == ASKED + "/trackID=7"
    assert sound.shape == AacShape(13, 3, 3)
    low = AAC.replace("AAC-hbr", "AAC-lbr").replace("SizeLength=13;IndexLength=3;", "")
    assert (found := sound_of(low)) is not None
    assert found.shape == AacShape(6, 2, 3)


def test_the_whole_may_have_another_address_than_what_its_tracks_are_relative_to() -> None:
    text = PLAIN.replace("a=control:*", "a=control:rtsp://10.0.0.1/whole")
    description = parse_sdp(text.encode(), ASKED + "/", ASKED)
    assert (description.aggregate, description.base) == (
        "rtsp://10.0.0.1:8554/whole", ASKED + "/",
    )  # fmt: skip


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), st.text(max_size=30)
)
def test_any_text_gives_a_video_or_a_value_error(body: bytes, base: str) -> None:
    starts = (b"", PLAIN.encode(), b"m=video 0 RTP/AVP 96\n", (HEVC + AAC).encode()[:-40])
    for text in (start + body for start in starts):
        try:
            video = parse_sdp(text, base, ASKED).video
        except ValueError:
            continue
        assert "\n" not in video.control

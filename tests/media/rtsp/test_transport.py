from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.rtsp.outcome import RtspError
from media.rtsp.transport import Group, channel_of, group_of, inside, number
from media.source import Trouble


@pytest.mark.parametrize(
    ("answer", "channel"),
    [
        (inside(2), 2), ("RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=1", 4), ("", 2),
        ("RTP/AVP/TCP; unicast; Interleaved = 6 - 7", 6), ("RTP/AVP;interleaved=0-1", 0),
        ("RTP/AVP/TCP;unicast", 2), ("RTP/AVP/TCP;unicast;interleaved=²-³", 2),
    ],
)  # fmt: skip
def test_the_channel_is_the_cameras_choice_where_it_makes_one(answer: str, channel: int) -> None:
    assert channel_of(answer, 2) == channel


def test_another_transport_than_was_asked_for_is_no_tcp() -> None:
    with pytest.raises(RtspError, match="no RTP over TCP") as refused:
        channel_of("RTP/AVP;unicast;client_port=5000-5001", 0)
    assert refused.value.trouble is Trouble.TRANSPORT


@pytest.mark.parametrize(
    ("answer", "group"),
    [
        ("RTP/AVP;multicast;destination=239.1.1.7;port=5004-5005;ttl=6", ("239.1.1.7", 5004, 5005)),
        ("RTP/AVP/UDP; Multicast; destination=239.1.1.7; port=5004", ("239.1.1.7", 5004, 5005)),
        ("RTP/AVP;multicast;port=5004-6001;destination=232.0.0.1", ("232.0.0.1", 5004, 6001)),
        ("RTP/AVP;multicast;destination=239.1.1.7;port=5004-80", ("239.1.1.7", 5004, 5005)),
    ],
)  # fmt: skip
def test_a_group_is_read(answer: str, group: tuple[str, int, int]) -> None:
    assert group_of(answer) == Group(*group)


@pytest.mark.parametrize(
    "answer",
    [
        "", "RTP/AVP;unicast;client_port=5000-5001", "RTP/AVP/TCP;unicast;interleaved=0-1",
        "RTP/AVP;multicast", "RTP/AVP;multicast;destination=10.0.0.1;port=5004-5005",
        "RTP/AVP;multicast;destination=239.1.1.7",
        "RTP/AVP;multicast;destination=239.1.1.7;port=22",
        "RTP/AVP;multicast;destination=ff02::1;port=5004-5005",
        "RTP/AVP;multicast;destination=camera;port=5004",
        "RTP/AVP;multicast;destination=239.1.1.7;port=65535",
        "RTP/AVP;multicast;destination=239.1.1.7;client_port=5004-5005",
    ],
)  # fmt: skip
def test_what_names_no_group_is_no_multicast(answer: str) -> None:
    with pytest.raises(RtspError) as refused:
        group_of(answer)
    assert refused.value.trouble is Trouble.TRANSPORT


@given(st.text(), st.text())
def test_whatever_a_camera_answers_is_a_group_or_an_error_of_ours(before: str, after: str) -> None:
    try:
        group = group_of(f"RTP/AVP;multicast;{before};destination=239.1.1.7;port={after}")
    except RtspError:
        return
    assert 1024 <= group.port < 65535
    assert 1024 <= group.rtcp_port <= 65535


def test_a_number_stands_behind_its_name() -> None:
    assert number("4711;timeout=60", "timeout=") == 60
    assert number("timeout= 60 ;x", "timeout=") == 60
    for written in ("", "timeout=", "timeout=x", "timeout=12345678"):
        assert number(written, "timeout=") is None

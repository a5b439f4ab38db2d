from __future__ import annotations

import pytest

from media.rtsp.control import join_control, repair_base

ASKED = "rtsp://10.0.0.1:8554/live"


@pytest.mark.parametrize(
    ("base", "repaired"),
    [
        ("", ASKED),
        ("rtsp://10.0.0.1:8554/live/", ASKED + "/"),
        ("rtsp://rtsp://10.0.0.1:8554/live/", ASKED + "/"),
        ("10.0.0.1:8554/live/", ASKED + "/"),
        ("rtsp://192.168.1.9/live/", ASKED + "/"),
        ("rtsp://[::1]/live/", ASKED + "/"),
        ("/live/", ASKED + "/"),
        ("http://10.0.0.1/live", ASKED),
        ("rtsp://h/x y", ASKED),
    ],
)
def test_a_wrong_base_is_repaired(base: str, repaired: str) -> None:
    assert repair_base(base, ASKED) == repaired


@pytest.mark.parametrize(
    ("root", "control", "joined"),
    [
        (ASKED, "trackID=1", ASKED + "/trackID=1"),
        (ASKED + "/", "/trackID=1", ASKED + "/trackID=1"),
        (ASKED + "?channel=1&sub=0", "trackID=1", ASKED + "?channel=1&sub=0/trackID=1"),
        (ASKED, "*", ASKED),
        (ASKED, "", ASKED),
        (ASKED, "rtsp://192.168.1.9/live/trackID=1", ASKED + "/trackID=1"),
        (ASKED, "a\r\nb", ASKED),
    ],
)
def test_the_address_of_a_track_is_the_base_and_its_control(
    root: str, control: str, joined: str
) -> None:
    assert join_control(root, control) == joined

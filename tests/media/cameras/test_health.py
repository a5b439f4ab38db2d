from __future__ import annotations

import pytest

from media.cameras.health import KEYLESS_S, SILENT_S, UNDECODED_S, Health
from media.source import Trouble


def test_a_connection_that_brings_pictures_is_well() -> None:
    health = Health(100.0)
    for second in range(200):
        at = 100.0 + second
        health.came(key=second % 2 == 0, decoding=True, at=at)
        health.decoded()
        assert health.judge(at + 0.5) is None


def test_a_connection_that_never_brings_a_picture_is_silent() -> None:
    health = Health(100.0)
    assert health.judge(100.0 + SILENT_S - 0.1) is None
    error = health.judge(100.0 + SILENT_S)
    assert error is not None
    assert error.trouble is Trouble.SILENT


def test_a_connection_whose_pictures_stop_is_silent() -> None:
    health = Health(100.0)
    health.came(True, False, 150.0)
    assert health.judge(150.0 + SILENT_S - 0.1) is None
    assert health.judge(150.0 + SILENT_S) is not None


def test_pictures_without_a_key_frame_are_not_enough() -> None:
    health = Health(100.0)
    health.came(True, False, 101.0)
    for second in range(int(KEYLESS_S)):
        health.came(False, False, 102.0 + second)
        assert health.judge(101.5 + second) is None
    error = health.judge(101.0 + KEYLESS_S)
    assert error is not None
    assert "no key frame" in error.detail


@pytest.mark.parametrize("decoding", [True, False])
def test_key_frames_that_no_picture_comes_of_are_a_fault_only_while_decoding(
    decoding: bool,
) -> None:
    health = Health(100.0)
    for second in range(int(UNDECODED_S) + 1):
        health.came(True, decoding, 100.0 + second)
    error = health.judge(100.0 + UNDECODED_S)
    assert (error is not None) == decoding
    health.decoded()
    assert health.judge(100.0 + UNDECODED_S) is None


def test_a_camera_that_sends_seldom_is_given_three_of_its_own_intervals() -> None:
    health = Health(playing_at=100.0)
    health.came(True, False, 110.0)
    assert health.judge(110.0 + 29.9, 10.0) is None
    assert health.judge(110.0 + 30.0, 10.0) is not None
    assert health.judge(110.0 + SILENT_S, 0.04) is not None


def test_less_patience_shortens_every_limit() -> None:
    silent, keyless, undecoded = (Health(100.0, patience=0.5) for _ in range(3))
    assert silent.judge(100.0 + 0.5 * SILENT_S - 0.01) is None
    assert silent.judge(100.0 + 0.5 * SILENT_S) is not None
    end = 100.0 + 0.5 * KEYLESS_S
    keyless.came(False, False, end)
    assert keyless.judge(end - 0.01) is None
    assert keyless.judge(end) is not None
    undecoded.came(True, True, 101.0)
    assert undecoded.judge(101.0 + 0.5 * UNDECODED_S - 0.01) is None
    undecoded.came(True, True, 101.0 + 0.5 * UNDECODED_S)
    assert undecoded.judge(101.0 + 0.5 * UNDECODED_S) is not None


def test_nothing_is_newer_than_the_beginning_or_the_newest_picture() -> None:
    health = Health(playing_at=100.0)
    assert health.newest_at == 100.0
    health.came(False, False, 103.0)
    assert health.newest_at == 103.0

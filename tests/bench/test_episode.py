from __future__ import annotations

import math

import pytest

from bench.episode import Episode, by_fault


def test_who_is_called_live_again_did_not_lie_while_it_was_called_lost() -> None:
    episode = Episode(3, "silent", 100.0, 10.0)
    episode.moves(100.2)
    episode.says("stale", 103.0)
    episode.says("live", 117.0)
    assert episode.lied_s == 0
    episode.says("live", 118.5)
    assert episode.lied_s == pytest.approx(1.5)
    episode.moves(118.6)
    episode.says("live", 118.4)
    assert episode.lied_s == pytest.approx(1.5)


def test_an_episode_is_told_from_its_beginning_to_the_first_picture_that_went_on() -> None:
    episode = Episode(3, "silent", 100.0, 10.0)
    episode.says("live", 100.1)
    episode.moves(100.2)
    episode.says("live", 101.9)
    assert episode.lied_s == pytest.approx(1.7)
    episode.says("stale", 102.3)
    episode.mended_at = 110.0
    episode.connects(113.0)
    episode.connects(114.0)
    episode.moves(113.2)
    episode.says("live", 113.4)
    assert not episode.over
    episode.says("live", 114.3)
    assert episode.over
    assert episode.noticed_s == pytest.approx(2.3)
    assert episode.back_s == pytest.approx(3.2)
    assert episode.tried_s == pytest.approx(0.2)
    assert episode.longest_s == pytest.approx(13.0)
    row = by_fault([episode]).splitlines()[-1]
    assert row == (
        "| silent | 1 | stale | 2.3 / 2.3 s | 13.0 s | 3.2 / 3.2 s | 0.20 s |"
    )  # fmt: skip


def test_a_picture_that_did_not_go_on_is_no_return() -> None:
    episode = Episode(3, "flapping", 100.0, 10.0, mended_at=110.0)
    episode.moves(110.1)
    episode.says("The device ended the connection", 110.5)
    assert episode.back_at is None
    episode.moves(112.0)
    assert episode.back_at == 112.0


def test_what_nobody_mends_is_over_at_the_end_of_the_longest_pause() -> None:
    episode = Episode(0, "a worker killed", 100.0, math.inf)
    for at in (100.1, 101.0, 101.1):
        episode.moves(at)
    episode.says("Our reader is being restarted", 100.4)
    episode.ends()
    assert episode.back_s == pytest.approx(1.0)
    assert episode.tried_s is None

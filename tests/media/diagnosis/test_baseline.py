from __future__ import annotations

import base64
import json
import zlib

import numpy as np
import pytest

from media.diagnosis.baseline import KNOWN, SETTLED, Baseline
from tests.media.diagnosis.scenes import made
from tests.stage.looks import measured
from tests.stage.spoil import blur, gain


def learned(looks: int, seed: int = 1) -> Baseline:
    usual = Baseline()
    for _ in range(looks):
        usual.learn(measured(made(seed)), 10)
    return usual


def test_a_baseline_is_known_soon_and_settled_later() -> None:
    assert (learned(KNOWN - 1).known, learned(KNOWN).known) == (False, True)
    assert (learned(SETTLED - 1).settled, learned(SETTLED).settled) == (False, True)


def test_it_follows_the_light_in_minutes_and_the_focus_in_hours() -> None:
    usual = learned(SETTLED)
    usual.looks = 5000
    before, sharp = float(usual.means.mean()), usual.sharpness or 0
    duller = measured(blur(gain(made(1), 0.5), 4))
    for _ in range(120):  # 20 minutes
        usual.learn(duller, 10)
    assert usual.means.mean() == pytest.approx(0.5 * before, rel=0.2)
    assert usual.sharpness == pytest.approx(sharp, rel=0.1)


def test_a_long_pause_counts_as_one_look_not_more() -> None:
    usual = learned(SETTLED)
    usual.learn(measured(made(2)), 1e9)
    assert np.allclose(usual.means, measured(made(2)).means, atol=0.01)


def test_what_following_swallows_of_a_creep_is_remembered() -> None:
    usual = learned(SETTLED)
    usual.looks = 5000
    for _ in range(60):  # a sixtieth of the shift each
        usual.learn(measured(made(1)), 10, (0.5, -0.25))
    assert usual.off == pytest.approx((0.5, -0.25), rel=0.01)


def test_a_baseline_lives_through_json() -> None:
    usual = learned(SETTLED + 3)
    usual.off = (0.25, -1.5)
    text = json.dumps(usual.dump())
    again = Baseline.parse(json.loads(text))
    assert len(text) < 60_000
    assert (again.looks, again.sharpness, again.colour) == (33, usual.sharpness, usual.colour)
    assert again.off == usual.off
    assert np.allclose(again.means, usual.means, atol=0.01)
    assert np.allclose(again.reference, usual.reference, atol=0.01)
    assert Baseline.parse(json.loads(json.dumps(Baseline().dump()))).looks == 0


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("format", 2, "format is 2"),
        ("looks", -1, "looks must be a whole number from 0"),
        ("looks", True, "looks must be a whole number from 0"),
        ("sharpness", "much", "sharpness must be a number or null"),
        ("sharpness", float("nan"), "sharpness must be a number or null"),
        ("means", [1, 2], "means must be 48 numbers"),
        ("textures", ["x"] * 48, "textures must be 48 numbers"),
        ("off", None, "off must be 2 numbers"),
        ("reference", 5, "reference must be a text"),
        ("reference", "\u00e4", "reference cannot be unpacked"),
        ("reference", "abcde", "reference cannot be unpacked"),
        ("reference", "", "reference holds 0 bytes"),
    ],
)
def test_a_damaged_baseline_is_refused_by_name(key: str, value: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Baseline.parse({**learned(1).dump(), key: value})


def test_a_text_that_unpacks_to_gigabytes_is_refused_early() -> None:
    bomb = base64.b85encode(zlib.compress(bytes(20_000_000))).decode()
    with pytest.raises(ValueError, match="reference holds 30721 bytes"):
        Baseline.parse({**learned(1).dump(), "reference": bomb})


def test_the_reference_is_made_once_a_look_and_not_kept_between_looks() -> None:
    usual = learned(SETTLED)
    first = usual.reference
    assert usual.reference is first
    usual.learn(measured(made(2)), 600)
    assert not np.array_equal(usual.reference, first)  # another one as soon as it has learned
    before = usual.reference
    usual.let_go()
    assert usual.reference is not before
    assert np.array_equal(usual.reference, before)

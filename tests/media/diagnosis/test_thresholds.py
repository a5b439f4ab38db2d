from __future__ import annotations

from dataclasses import asdict

import pytest

from media.diagnosis.thresholds import Thresholds


def test_an_empty_table_gives_the_defaults_and_the_defaults_are_a_right_table() -> None:
    assert Thresholds.parse({}) == Thresholds()
    assert Thresholds.parse(asdict(Thresholds())) == Thresholds()


def test_a_table_changes_what_it_names() -> None:
    limits = Thresholds.parse({"enabled": False, "every_s": 30, "hits": 5, "noise": 12.5})
    assert (limits.enabled, limits.every_s, limits.hits, limits.noise) == (False, 30.0, 5, 12.5)
    assert limits.blurred == Thresholds().blurred


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"every_s": 1}, "diagnosis.every_s must be a number from 5 to 300, not 1"),
        (
            {"core_percent": 20},
            "diagnosis.core_percent must be a number from 0.5 to 15, not 20",
        ),
        ({"hits": 2.5}, "diagnosis.hits must be a whole number from 1 to 100, not 2.5"),
        ({"hits": True}, "diagnosis.hits must be a whole number from 1 to 100, not True"),
        ({"black": "dark"}, "diagnosis.black must be a number from 5 to 80, not 'dark'"),
        ({"moved": float("nan")}, "diagnosis.moved must be a number from 1 to 20, not nan"),
        ({"enabled": 1}, "diagnosis.enabled must be true or false, not 1"),
        ({"blury": 1}, "diagnosis.blury is no key; known are enabled, every_s,"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_would_be_right(
    table: dict[str, object], told: str
) -> None:
    with pytest.raises(ValueError) as error:
        Thresholds.parse(table)
    assert str(error.value).startswith(told)

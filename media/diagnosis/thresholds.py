"""The ``[diagnosis]`` table of a site: when a picture is called bad, and how fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Defaults are those measured in ``docs/diagnosis.md``. Grey levels are 0..255."""

    enabled: bool = True
    every_s: float = 10.0  # between two looks at one camera
    core_percent: float = 2.0  # of a core, for all looks of a camera worker
    hits: int = 3  # bad looks in a row before a finding is said
    clean: int = 2  # good looks in a row before it is withdrawn
    frozen: float = 0.12  # mean change in grey levels that a running camera always shows
    black: float = 28.0  # 98 of 100 pixels are darker than this grey level
    bright: float = 220.0  # the mean grey level is above this
    blurred: float = 0.62  # edges keep less than this share of their usual steepness
    covered: float = 0.5  # this share of what usually has structure has lost it
    colour_cast: float = 0.22  # even the greyest tenth of the picture is coloured this much
    noise: float = 9.0  # standard deviation in grey levels, on the picture at 320 wide
    shaken: float = 0.8  # % of the width that the picture jumps
    moved: float = 3.0  # % of the width that the scene may be off its reference

    @classmethod
    def parse(cls, table: Mapping[str, object]) -> Thresholds:
        """Read the table; ValueError names the key and what would be right."""
        unknown = sorted(set(table) - {field.name for field in fields(cls)})
        if unknown:
            known = ", ".join(field.name for field in fields(cls))
            raise ValueError(f"diagnosis.{unknown[0]} is no key; known are {known}")
        enabled = table.get("enabled", True)
        if not isinstance(enabled, bool):
            raise ValueError(f"diagnosis.enabled must be true or false, not {enabled!r}")
        return cls(
            enabled=enabled,
            hits=int(_number(table, "hits", whole=True)),
            clean=int(_number(table, "clean", whole=True)),
            **{key: _number(table, key) for key in _REAL},
        )


_RANGES: dict[str, tuple[float, float]] = {
    "every_s": (5, 300), "core_percent": (0.5, 15), "hits": (1, 100), "clean": (1, 100),
    "frozen": (0.01, 2),
    "black": (5, 80), "bright": (150, 250), "blurred": (0.1, 0.95), "covered": (0.3, 0.95),
    "colour_cast": (0.05, 0.8), "noise": (2, 60), "shaken": (0.3, 10), "moved": (1, 20),
}  # fmt: skip
_REAL = [key for key in _RANGES if key not in ("hits", "clean")]


def _number(table: Mapping[str, object], key: str, whole: bool = False) -> float:
    value = table.get(key, getattr(Thresholds(), key))
    least, most = _RANGES[key]
    kind = int if whole else (int, float)
    right = isinstance(value, kind) and not isinstance(value, bool)
    if not right or not least <= value <= most:  # type: ignore[operator]
        sort = "a whole number" if whole else "a number"
        raise ValueError(
            f"diagnosis.{key} must be {sort} from {least:g} to {most:g}, not {value!r}"
        )
    return float(value)  # type: ignore[arg-type]

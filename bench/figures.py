"""A measured figure beside its bar, and the table they make."""

from __future__ import annotations

import datetime
import math
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """``at_most`` or ``at_least`` is the bar, in the unit of ``value``."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    def met(self) -> bool:
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)

    def bar(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g} {self.unit}"
        return f"≥ {self.at_least:g} {self.unit}" if self.at_least is not None else "–"


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that ``part`` of the values do not exceed; NaN of none."""
    ordered = sorted(values)
    if not ordered:
        return math.nan
    return ordered[min(len(ordered) - 1, math.ceil(part * len(ordered)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Markdown, with date and machine."""
    lines = ["| figure | measured | bar | |", "|---|---|---|---|"]
    for figure in figures:
        verdict = "met" if figure.met() else "**missed**"
        note = f" ({figure.note})" if figure.note else ""
        lines.append(
            f"| {figure.name} | {figure.value:.4g} {figure.unit}{note} | {figure.bar()} "
            f"| {verdict if figure.bar() != '–' else ''} |"
        )
    return "\n".join([f"Measured {today()} on {machine()}.", "", *lines])


def into_readme(readme: Path, written: str) -> None:
    """Put the table between the marks ``<!-- bench -->`` and ``<!-- /bench -->``."""
    into_page(readme, "bench", written)


def into_page(page: Path, mark: str, written: str) -> None:
    """Put what was measured between ``<!-- mark -->`` and ``<!-- /mark -->``."""
    begins, ends = f"<!-- {mark} -->\n", f"<!-- /{mark} -->"
    head, rest = page.read_text(encoding="utf-8").split(begins, 1)
    _, tail = rest.split(ends, 1)
    page.write_text(f"{head}{begins}{written}\n{ends}{tail}", encoding="utf-8")


def today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def machine() -> str:
    model = "an unnamed processor"
    with open("/proc/cpuinfo", encoding="utf-8") as told:
        for line in told:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{os.cpu_count()} cores of {model}, {_gpus()}, Python {platform.python_version()}"


def _gpus() -> str:
    models = [
        line.split(":", 1)[1].strip()
        for told in Path("/proc/driver/nvidia/gpus").glob("*/information")
        for line in told.read_text("utf-8", "replace").splitlines()
        if line.startswith("Model")
    ]
    return " and ".join(models) or "no GPU"

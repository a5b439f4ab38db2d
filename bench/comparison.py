"""Rounds of several contestants beside each other, and the bars they are held against."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from bench.figures import Figure
from bench.taking import Taken, middle

Results = Mapping[tuple[str, str], Sequence[Taken]]  # (tiles, contestant) -> rounds

TITLES = {
    "4": "4 tiles", "16": "16 tiles", "36": "36 tiles", "64": "64 tiles", "9m": "9 x 1080p mains",
}  # fmt: skip
RATIO_AT_MOST = {"16": 0.70, "36": 0.80, "64": 0.90, "9m": 0.65}
AGE_AT_MOST_MS = {"16": 55.0, "64": 80.0}
RATE_AT_LEAST = {"64": 24.5}
PSS_AT_MOST_MB = {"64": 330.0}


def ratios(results: Results, tiles: str, name: str, against: str) -> list[float]:
    """Processor time by that of the other, round by round: both of a round ran side by side."""
    pairs = zip(results.get((tiles, name), ()), results.get((tiles, against), ()), strict=False)
    return [one.cpu / other.cpu for one, other in pairs if other.cpu]


def overview(results: Results, against: str) -> str:
    """Medians of the rounds, a line for each contestant."""
    lines = [
        f"| tiles | who | cores | / {against} | pictures/s slowest, median | age p50, p95 ms "
        "| PSS MB | X server | elsewhere |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (tiles, name), rounds in results.items():
        taken, ratio = middle(rounds), ratios(results, tiles, name, against)
        lines.append(
            f"| {tiles} | {name} | {taken.cpu:.3f} | {statistics.median(ratio):.2f} "
            if ratio
            else f"| {tiles} | {name} | {taken.cpu:.3f} | – "
        )
        lines[-1] += (
            f"| {taken.rate_slowest:.1f}, {taken.rate:.1f} "
            f"| {taken.age_p50_ms:.0f}, {taken.age_p95_ms:.0f} | {taken.pss_mb:.0f} "
            f"| {taken.screen_cpu:.3f} | {taken.elsewhere_cpu:.2f} |"
        )
    return "\n".join(lines)


def figures(results: Results, against: str) -> list[Figure]:
    """Ours beside the bars; what others gave in the same run is in the notes."""
    found = []
    for tiles in {tiles: None for tiles, _ in results}:
        if ratio := ratios(results, tiles, "ours", against):
            found.append(_ratio(results, tiles, ratio, against))
        if (tiles, "ours") in results:
            found += _shown(results, tiles, middle(results[tiles, "ours"]))
    return found


def _ratio(results: Results, tiles: str, ratio: Sequence[float], against: str) -> Figure:
    cores = {name: middle(rounds).cpu for (at, name), rounds in results.items() if at == tiles}
    note = ", ".join(f"{name} {used:.2f}" for name, used in cores.items())
    busy = max(
        each.elsewhere_cpu for (at, _), rounds in results.items() if at == tiles for each in rounds
    )
    return Figure(
        f"{TITLES[tiles]}: CPU of all our processes / {against}", statistics.median(ratio), "",
        at_most=RATIO_AT_MOST.get(tiles),
        note=f"median of {len(ratio)}, {min(ratio):.2f} to {max(ratio):.2f}; cores: {note}; "
        f"elsewhere {busy:.2f} at most",
    )  # fmt: skip


def _shown(results: Results, tiles: str, ours: Taken) -> list[Figure]:
    title = TITLES[tiles]
    others = {
        name: middle(rounds)
        for (at, name), rounds in results.items()
        if at == tiles and name != "ours"
    }

    def note(figure: str) -> str:
        return ", ".join(f"{name} {getattr(taken, figure):.3g}" for name, taken in others.items())

    return [
        Figure(
            f"{title}: pictures shown per tile, the slowest", ours.rate_slowest, "/s",
            at_least=RATE_AT_LEAST.get(tiles), note=note("rate_slowest"),
        ),
        Figure(
            f"{title}: age on the screen, p95", ours.age_p95_ms, "ms",
            at_most=AGE_AT_MOST_MS.get(tiles),
            note="; ".join(filter(None, [f"p50 {ours.age_p50_ms:.0f}", note("age_p95_ms")])),
        ),
        Figure(
            f"{title}: memory (PSS) of console and camera workers", ours.pss_mb, "MB",
            at_most=PSS_AT_MOST_MB.get(tiles), note=note("pss_mb"),
        ),
    ]  # fmt: skip

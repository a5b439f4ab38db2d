"""Several case sources taken as one: what they are, and which of their links is worst off. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from console.cases.case import About, LinkState

NOT_CONNECTED = LinkState("offline", detail="connecting")
_WORSE = ("live", "stale", "offline")

T = TypeVar("T")


def worst_link(links: Mapping[str, LinkState]) -> LinkState:
    """Of several that are equally bad the one that has been so the longest."""
    if not links:
        return NOT_CONNECTED
    return max(links.values(), key=lambda link: (_rank(link), -link.since))


def merged_about(abouts: Mapping[str, About]) -> About | None:
    """The platform of site.toml gives the name and comes first; what two name alike is there once.

    One source that says it is an exercise is enough for the room to say so.
    """
    told = [abouts[feed] for feed in sorted(abouts)]
    if not told:
        return None
    if len(told) == 1:
        return told[0]
    return About(
        name=next((each.name for each in told if each.name), ""),
        simulated=any(each.simulated for each in told),
        platforms=_once(
            (kind for each in told for kind in each.platforms), key=lambda kind: kind.id
        ),
        levels=_once((level for each in told for level in each.levels), key=lambda level: level),
        sources=_once((name for each in told for name in each.sources), key=lambda name: name.id),
        categories=_once(
            (kind for each in told for kind in each.categories),
            key=lambda kind: (kind.code, kind.platform),
        ),
        time=told[0].time,
        feed=told[0].feed,
    )


def _rank(link: LinkState) -> int:
    return _WORSE.index(link.state) if link.state in _WORSE else len(_WORSE)


def _once(found: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """Those of each key that came first."""
    kept: dict[Hashable, T] = {}
    for each in found:
        kept.setdefault(key(each), each)
    return tuple(kept.values())

"""Which sites a case concerns: whom one key calls into a consultation about it. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from console.cases.case import Case
from console.site.records import Grid, NodeEntry
from media.calibration import metres

NEAR_M = 5000.0  # a site farther away than this is no neighbour of the case


def sites_for(case: Case, nodes: Sequence[NodeEntry], grids: Sequence[Grid]) -> list[str]:
    """Ids of the sites concerned: the village of its grid and the unit that handles it; where the
    case names neither, the nearest site. Empty when nothing is known: the operator chooses."""
    grid = next((g for g in grids if case.grid and g.id == case.grid), None)
    named = [grid.village] if grid else []
    found = [n.id for n in nodes if n.name in named or _speaks_of(case, n)]
    return found or _nearest(case, nodes)


def _speaks_of(case: Case, node: NodeEntry) -> bool:
    return bool(node.name) and (node.name == case.unit or node.name in case.address)


def _nearest(case: Case, nodes: Sequence[NodeEntry]) -> list[str]:
    if case.place is None:
        return []
    near = [
        (math.hypot(*metres(n.longitude, n.latitude, case.place.longitude, case.place.latitude)), n)
        for n in nodes
        if n.longitude is not None and n.latitude is not None
    ]
    within = [(far, node.id) for far, node in near if far <= NEAR_M]
    return [min(within)[1]] if within else []

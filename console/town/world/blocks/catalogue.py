"""Every scene's block, by its name."""

from __future__ import annotations

import random
from collections.abc import Callable

from console.town.world.blocks.block import Block
from console.town.world.blocks.road import factory, parking, road, street
from console.town.world.blocks.square import centre, market, school
from console.town.world.blocks.water import bridge, canal, pond
from console.town.world.blocks.wide import fields, lookout

BLOCKS: dict[str, Callable[[random.Random], Block]] = {
    "market": market, "canal": canal, "street": street, "bridge": bridge,
    "school": school, "road": road, "fields": fields, "pond": pond,
    "centre": centre, "lookout": lookout, "parking": parking, "factory": factory,
}  # fmt: skip


def build(scene_id: str, chance: random.Random) -> Block:
    """The block of a scene; ``chance`` decides colours only, so that every copy is the same."""
    return BLOCKS[scene_id](chance)

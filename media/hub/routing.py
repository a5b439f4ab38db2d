"""Who hears what in 20 ms: everybody all others, and one site perhaps the command room alone. Pure.

While the command room speaks with one site in private, neither is heard by the others, who go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from media.hub.mixing import Sum, add, soften
from media.sound import Samples


@dataclass(frozen=True, slots=True)
class Routed:
    """``room``: what the command room hears; ``shared``: what every silent site hears; ``own``:
    what those hear who are heard themselves, and who is spoken to in private."""

    room: Samples
    shared: Samples
    own: Mapping[str, Samples]


def route(blocks: Mapping[str, Samples], said: Samples | None, private: str | None) -> Routed:
    """``blocks`` of those who are heard, and what the command room ``said``; ``private``: the site
    that it speaks with alone."""
    everybody = add([block for node, block in blocks.items() if node != private])
    room = add([blocks[private]] if private in blocks else []) if private else everybody
    heard: Sum = everybody if private or said is None else everybody + said
    own = {node: soften(heard - block) for node, block in blocks.items() if node != private}
    if private is not None:
        own[private] = soften(add([said] if said is not None else []))
    return Routed(soften(room), soften(heard), own)

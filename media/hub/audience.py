"""Who watches the program and hears the mix without taking part."""

from __future__ import annotations

from media.hub.peer import Peer
from media.hub.posted import Posted
from media.hub.rungs import Rung

MOST = 8  # each is one more connection in the hub's loop


class Audience:
    """Lives in the hub's loop. Nobody in it is seen, heard, or known to the room."""

    def __init__(self) -> None:
        self.peers: dict[str, Peer] = {}

    @property
    def full(self) -> bool:
        return len(self.peers) >= MOST

    def hear(self, packet: Posted) -> None:
        for peer in self.here():
            peer.mix.put(packet)

    def see(self, codec: str, posted: Posted, rung: Rung) -> bool:
        """Hand on one picture of the program; False when somebody needs a key picture."""
        put = [
            peer.program.put(posted, posted.key)
            for peer in self.here()
            if peer.codec == codec and peer.served.takes(rung, posted.key)
        ]
        return all(put)

    async def close(self) -> None:
        peers, self.peers = self.peers, {}
        for peer in peers.values():
            await peer.close()

    def here(self) -> list[Peer]:
        """Who can be sent to."""
        return [peer for peer in self.peers.values() if peer.state == "connected"]

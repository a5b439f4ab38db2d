"""What a tile says of a camera, from what its worker said and the pictures on the board."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from console.ui.words import reason_text
from media.parent import Message
from media.source import (
    STALE_AFTER_S,
    Connecting,
    Live,
    Lost,
    Off,
    SourceState,
    Stale,
    Trouble,
    judge,
)
from tests.media.cameras.rig import Rig

LOOK_S = 0.02


@dataclass
class Tile:
    """One camera on one channel. ``said``: its words so far, each when it differs from the last."""

    camera: str
    channel: int
    stale_after_s: float = STALE_AFTER_S
    said: list[str] = field(default_factory=list)
    sentences: set[str] = field(default_factory=set)  # why it is lost, as the window says it
    newest_at: float = 0.0  # when the picture on it was received
    reported: SourceState = field(default_factory=Off)
    state: SourceState = field(default_factory=Off)

    def hear(self, event: Message) -> None:
        match event["state"]:
            case "live":
                self.reported = Live(0.0)
            case "connecting":
                self.reported = Connecting()
            case "lost":
                self.reported = Lost(Trouble(event["trouble"]), event["detail"])
            case _:
                self.reported = Off()

    def look(self, rig: Rig, now: float) -> None:
        picture = rig.picture(self.channel)
        self.newest_at = picture.received_at if picture else 0.0
        newest_at = self.newest_at or None
        self.state = judge(self.reported, newest_at, now, self.stale_after_s)
        word = self._word(self.state)
        if not self.said or word != self.said[-1]:
            self.said.append(word)

    def _word(self, state: SourceState) -> str:
        match state:
            case Lost(trouble, detail):
                self.sentences.add(reason_text(trouble, detail))
                return trouble.value
            case Live():
                return "live"
            case Stale():
                return "stale"
            case Connecting():
                return "connecting"
            case _:
                return "off"


class Wall:
    """All tiles of one worker, looked at as a screen does."""

    def __init__(self, rig: Rig, tiles: list[Tile]) -> None:
        self.rig = rig
        self.tiles = {tile.camera: tile for tile in tiles}
        self._looked = asyncio.Condition()
        self._heard = 0

    async def look(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            events, self._heard = self.rig.events[self._heard :], len(self.rig.events)
            for event in events:
                if event["event"] == "state":
                    self._hear(event)
            now = time.monotonic()
            for tile in self.tiles.values():
                tile.look(self.rig, now)
            async with self._looked:
                self._looked.notify_all()

    async def until(self, true: Callable[[], bool]) -> None:
        async with self._looked:
            await self._looked.wait_for(true)

    def _hear(self, event: Message) -> None:
        tile = self.tiles[event["camera"]]
        tile.hear(event)
        # a state that lasts less than a look is not missed
        tile.look(self.rig, time.monotonic())

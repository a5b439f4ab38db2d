"""A hub in conference with the sites of a township, as the conference's bench loads it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.stage.process import Speaker

GIVES_WAY = 5  # niceness: in truth the sites are other machines, and take nothing of the hub's


@dataclass
class Township:
    """A hub in conference with sites of other processes."""

    hub: Speaker
    callers: list[Speaker]
    links: Mapping[str, str]
    last: dict[str, Any] = field(default_factory=dict)

    def figures(self, within_s: float = 5.0) -> dict[str, Any]:
        """The hub's next figures."""
        return self.hub.hear("figures", within_s)

    def wait_connected(self, sites: int, within_s: float = 240.0) -> float:
        began = time.monotonic()
        while (there := self.figures(within_s)["peers"]) < sites:
            assert time.monotonic() - began < within_s, f"{there} of {sites} sites came"
        return time.monotonic() - began

    def marks(self, seconds: float) -> list[dict[str, Any]]:
        """What the sites tell: the one that marks, the one that watches, the one that listens."""
        for caller in self.callers:
            drain(caller)
        time.sleep(seconds)
        return [event for caller in self.callers for event in drain(caller)]

    def late(self) -> dict[str, float]:
        """How many voice packets left the sites late since this was asked before."""
        self.order(do="late")
        told = [caller.hear("late", 10) for caller in self.callers]
        return {
            "packets": sum(each["packets"] for each in told),
            "late": sum(each["late"] for each in told),
            "worst_ms": max(each["worst_ms"] for each in told),
        }

    def order(self, **order: Any) -> None:
        for caller in self.callers:
            caller.order(order)


@contextmanager
def township(
    folder: Path,
    sites: int,
    codec: str = "H264",
    all_speak: bool = False,
    unheard: bool = False,
    obeys: bool = False,
    listens: bool = False,
) -> Iterator[Township]:
    """The first site marks, the second watches, both in one process. ``listens``: a third is in a
    process of its own and does nothing but count what its ear misses.
    ``unheard``: the others do not decipher what they are sent; ``obeys``: they send less while
    nobody looks at them."""
    names = [f"n{number:02}" for number in range(1, sites + 1)]
    with ExitStack() as stack:
        hub = stack.enter_context(hub_of(folder, names))
        links = hub.hear("door", 20)["links"]
        hub.order({"do": "conference", "action": "start", "mute_above": None})
        marking, bulk = names[:2], names[2 + listens :]
        ear = names[2 : 2 + listens]
        half = -(-len(bulk) // 2)
        callers = []
        for group in (bulk[:half], bulk[half:], ear, marking):
            if group:
                told = {
                    "links": {node: links[node] for node in group}, "codec": codec,
                    "flash": marking[0], "say": None if all_speak else marking[0],
                    "watch": marking[1], "listen": ear[0] if ear else None,
                    "unheard": unheard and group not in (ear, marking), "obeys": obeys,
                    "nice": 0 if group in (ear, marking) else GIVES_WAY,
                    "speak": [node for node in group if all_speak or node in bulk[:2]],
                }  # fmt: skip
                callers.append(stack.enter_context(calling(folder, told)))
        room = Township(hub, callers, links)
        room.wait_connected(sites)
        yield room


@contextmanager
def hub_of(folder: Path, names: list[str], listen: str = "127.0.0.1:0") -> Iterator[Speaker]:
    board, sound = FrameBoard.create(channels=2, slot_bytes=1280 * 720 * 4), SoundBoard.create()
    hub = started(folder, names, board, sound, listen)
    try:
        yield hub
    finally:
        hub.close()
        board.close()
        sound.close()


def started(
    folder: Path, names: list[str], board: FrameBoard, sound: SoundBoard, listen: str,
    restores: bool = False,
) -> Speaker:  # fmt: skip
    words = ["-m", "media.hub", "--board", str(board.fd), "--sound", str(sound.fd)]
    hub = Speaker(
        [*words, "--state", str(folder / "state")],
        folder / "hub.log", pass_fds=(board.fd, sound.fd),
    )  # fmt: skip
    nodes = [{"id": name, "name": f"{name}村", "kind": "village"} for name in names]
    hub.order(
        {
            "do": "site",
            "name": "会商",
            "language": "zh",
            "simulated": True,
            "nodes": nodes,
            "listen": listen,
            "public_url": "",
            "tls": "off",
            "ice_servers": [],
            "restores": restores,
        }
    )
    return hub


@contextmanager
def calling(folder: Path, told: Mapping[str, Any]) -> Iterator[Speaker]:
    caller = Speaker(["-m", "bench.callers"], folder / "callers.log")
    caller.order(dict(told))
    try:
        yield caller
    finally:
        caller.process.kill()
        caller.close()


def drain(speaker: Speaker) -> list[dict[str, Any]]:
    found = []
    while not speaker._events.empty():
        found.append(speaker._events.get())
    return found

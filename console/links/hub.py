"""The conference hub as the console speaks to it. Runs in the io thread."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from console.links.board_writer import BoardWriter
from console.links.share_board import share_board
from console.site.records import NodeEntry, Site
from media.child import ChildReport
from media.parent import Message
from media.sound import SoundBoard

MOST_WAITING = 32  # acts of the chair while the hub starts; it takes a second


class HubLink(BoardWriter):
    """The hub, the boards it shares with us, and the conference as it last told it.

    On ``share`` it sees the pictures that are shared; camera workers write them.
    """

    def __init__(
        self,
        site: Site,
        simulated: bool,
        tell: Callable[[Message], None],
        changed: Callable[[ChildReport], None],
    ) -> None:
        self.sound = SoundBoard.create()
        self.share = share_board()
        self._site: Message = site_order(site, simulated)
        self._conference: Message | None = None
        self._look: Message | None = None
        self._place: Message | None = None
        self._restoring: str | None = None  # the conference a new hub has not told of yet
        self._held_back: Message | None = None  # what it told before that
        self._waiting: deque[Message] = deque()
        self._tell = tell
        super().__init__(
            "hub",
            [
                sys.executable, "-m", "media.hub",
                "--sound", str(self.sound.fd),
                "--share", str(self.share.fd),
                "--state", str(site.folder / "state"),
            ],
            self._hear,
            changed,
            pass_fds=(self.sound.fd, self.share.fd),
        )  # fmt: skip

    def command(self, body: Message) -> None:
        """An act of the chair: the body of ``POST /v1/conference``.

        While the hub is not up the newest acts wait for it, in their order; one that is dropped is
        told as ``refused``.
        """
        order = {"do": "conference", **body}
        if body["action"] == "share" and self._conference:
            # a hub that ends before it has told of it is given it again
            self._conference = {**self._conference, "share": body if body.get("source") else None}
        if body["action"] == "end":
            self._release()
        self._order(order)

    def relink(self, node: str, action: str) -> None:
        """``renew`` or ``withdraw`` a site's link; it waits as the chair's acts do."""
        self._order({"do": "link", "node": node, "action": action})

    def mark(self, what: Message) -> None:
        """Something to be found again in the recording, if there is one."""
        self.child.send({"do": "mark", **what})

    def look(self, source: str, channel: int, epoch: int) -> None:
        """Where the pictures of what is shared lie on its ``share`` board."""
        self._look = {"do": "look", "source": source, "channel": channel, "epoch": epoch}
        self.child.send(self._look)

    def play(self, source: str, path: str) -> None:
        """The file that is shared; the hub reads it itself."""
        self._look = {"do": "play", "source": source, "path": path}
        self.child.send(self._look)

    def place(self, name: str | None, channel: int = 0, epoch: int = 0) -> None:
        """The room's own picture lies there on its ``share`` board; None: there is none."""
        self._place = {"do": "place", "name": name, "channel": channel, "epoch": epoch}
        self.child.send(self._place)

    def set_simulated(self, simulated: bool) -> None:
        self._site["simulated"] = simulated
        self.child.send(self._site)

    def close(self) -> None:
        super().close()
        self.sound.close()
        self.share.close()

    def greeting(self) -> list[Message]:
        told = [self._site]
        self._restoring = self._held_back = None
        if self._conference and self._conference.get("state") == "live":
            told.append({"do": "restore", "conference": self._conference})
            if not any(order.get("action") == "end" for order in self._waiting):
                self._restoring = str(self._conference.get("id"))
        told += [each for each in (self._look, self._place) if each]
        told += [*self._waiting, *super().greeting()]
        self._waiting.clear()
        return told

    def _order(self, order: Message) -> None:
        if self.child.report().state == "up":
            self.child.send(order)
            return
        self._waiting.append(order)
        if len(self._waiting) > MOST_WAITING:
            lost = self._waiting.popleft()
            told = lost["action"] if lost["do"] == "conference" else lost["do"]
            self._tell(
                {
                    "event": "refused", "action": told, "node": lost.get("node"),
                    "reason": "the conference service was away too long",
                }
            )  # fmt: skip

    def _hear(self, event: Message) -> None:
        if event.get("event") == "conference":
            if self._restoring is not None and event.get("state") != "live":
                self._held_back = event  # it has not read yet that one is held
                return
            self._restoring = self._held_back = None
            self._conference = {key: event[key] for key in event if key != "event"}
        self._tell(event)
        if event.get("event") == "refused" and event.get("action") == "restore":
            self._release()

    def _release(self) -> None:
        """Nothing is restored: what was held back is so."""
        event, self._restoring, self._held_back = self._held_back, None, None
        if event is not None:
            self._hear(event)


def site_order(site: Site, simulated: bool) -> Message:
    """The hub's first order."""
    conference = site.conference
    return {
        "do": "site",
        "name": site.name,
        "language": site.language,
        "simulated": simulated,
        "nodes": _nodes(site.nodes),
        "listen": conference.listen,
        "public_url": conference.public_url,
        "tls": conference.tls,
        "ice_servers": list(conference.ice_servers),
        "trust_port": conference.trust_port,
        "link_days": conference.link_days,
        "recordings": str(site.recording.folder),
        "keep_days": site.recording.keep_days,
    }


def _nodes(nodes: Sequence[NodeEntry]) -> list[dict[str, Any]]:
    return [{"id": node.id, "name": node.name, "kind": node.kind} for node in nodes]

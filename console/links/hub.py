"""The conference hub as the console speaks to it. Runs in the io thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from console.links.board_writer import BoardWriter
from console.links.share_board import share_board
from console.site.records import NodeEntry, Site
from media.child import ChildReport
from media.parent import Message
from media.sound import SoundBoard

MOST_WAITING = 200  # acts of the chair while the hub starts, a call of each site; it takes a second


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
        self._restoring = False  # until the hub goes on with the conference that it was given back
        self._look: Message | None = None
        self._place: Message | None = None
        self._waiting: list[Message] = []
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

        While the hub is not up acts wait for it, in their order; one too many is refused.
        """
        order = {"do": "conference", **body}
        if body["action"] == "share" and self._conference:
            # a hub that ends before it has told of it is given it again
            self._conference = {**self._conference, "share": body if body.get("source") else None}
        self._send_or_keep(order)

    def relink(self, node: str, action: str) -> None:
        """``renew`` or ``withdraw`` a site's link; the ``door`` event tells what became of it."""
        self._send_or_keep({"do": "link", "node": node, "action": action})

    def _send_or_keep(self, order: Message) -> None:
        if self.child.report().state == "up":
            self.child.send(order)
        elif len(self._waiting) < MOST_WAITING:
            self._waiting.append(order)
        else:
            reason = "too much waits for the conference to start again"
            refused = {"action": order.get("action"), "node": order.get("node"), "reason": reason}
            self._tell({"event": "refused", **refused})

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

    @property
    def conference(self) -> Message | None:
        """As the hub last told it; any thread."""
        return self._conference

    def resume(self, conference: Message) -> None:
        """Go on with a conference that another run of the program held."""
        self._conference, self._restoring = conference, True
        if self.child.report().state == "up":
            self.child.send({"do": "restore", "conference": conference})

    def set_simulated(self, simulated: bool) -> None:
        self._site["simulated"] = simulated
        self.child.send(self._site)

    def close(self) -> None:
        super().close()
        self.sound.close()
        self.share.close()

    def greeting(self) -> list[Message]:
        self._restoring = bool(self._conference and self._conference.get("state") == "live")
        told = [{**self._site, "restores": self._restoring}]
        if self._restoring:
            told.append({"do": "restore", "conference": self._conference})
        told += [each for each in (self._look, self._place) if each]
        told += [*self._waiting, *super().greeting()]
        self._waiting.clear()
        return told

    def _hear(self, event: Message) -> None:
        if event.get("event") == "conference":
            if self._restoring and event["state"] != "live":
                return  # it has not read on yet: for the room the conference never ended
            self._restoring = False
            self._conference = {key: event[key] for key in event if key != "event"}
        self._tell(event)
        if self._restoring and _ends(event):
            self._restoring = False
            self._conference = {**(self._conference or {}), "state": "idle", "id": None}
            self._tell({"event": "conference", **self._conference})


def _ends(event: Message) -> bool:
    """Whether a conference that was given back does not go on: it cannot, or it was ended before
    the hub had told of it."""
    match event.get("event"):
        case "refused":
            return event.get("action") == "restore"
        case "record":
            return event.get("act") == "ended"
        case kind:
            return kind == "fault"


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

"""The demo town as the console starts it: by name, as the world outside. Runs in the io thread."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from media.child import Child
from media.parent import Message

SEATED = 5  # villages in the demo's conference when the room opens


class TownLink:
    """The town's process and the invitations it was given."""

    def __init__(self, folder: Path, tell: Callable[[Message], None]) -> None:
        self._invitation: Message | None = None
        self._tell = tell
        self.child = Child(
            "town",
            [sys.executable, "-m", "console.town", "--site", str(folder)],
            self._greeting,
            self._hear,
        )

    def invite(self, links: dict[str, str], ca: str | None) -> None:
        """Hand the villages their join links, as a township does by letter."""
        self._invitation = {"do": "invite", "links": links, "ca": ca}
        self.child.send(self._invitation)

    def _greeting(self) -> Sequence[Message]:
        return [self._invitation] if self._invitation else []

    def _hear(self, event: Message) -> None:
        if event.get("event") == "ready" and "--rtsp-port" not in self.child.argv:
            # a town that is restarted has to be found where the site folder says it is
            self.child.argv = [*self.child.argv, "--rtsp-port", str(event["rtsp"])]
            port = str(event["platform"]).split(":")[2].split("/")[0]
            self.child.argv = [*self.child.argv, "--platform-port", port]
            self.child.argv = [*self.child.argv, "--onvif-port", str(event["onvif"])]
        self._tell(event)

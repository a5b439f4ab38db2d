"""The menu of a site's chip: what can be done with it as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget


class SiteMenu(QMenu):
    """``node`` is one of a conference as the control API tells it; ``wish`` gets the body of
    ``POST /v1/conference``, ``to_wall`` a written source for the selected cell."""

    def __init__(
        self,
        parent: QWidget,
        node: Mapping[str, Any],
        wish: Callable[[dict[str, Any]], None],
        to_wall: Callable[[str], None],
    ) -> None:
        super().__init__(parent)
        self._node, self._wish = str(node.get("id", "")), wish
        match node.get("state"):
            case "live":
                self._add_live(node, to_wall)
            case "waiting":
                self._add(self.tr("Admit"), "admit")
                self._add(self.tr("Turn away"), "remove")
            case "calling":
                self._add(self.tr("Stop calling"), "remove")
            case _:
                self._add(self.tr("Call"), "call")

    def _add_live(self, node: Mapping[str, Any], to_wall: Callable[[str], None]) -> None:
        screen = node.get("screen")
        if screen == "asked":  # somebody waits for the answer
            words = self.tr("Allow {name}'s screen (asked)").format(name=node.get("name", ""))
            self._add(words.replace("&", "&&"), "allow_screen", on=True)
            self._add(self.tr("Refuse the screen"), "allow_screen", on=False)
            self.addSeparator()
        if node.get("mic") == "open":
            self._add(self.tr("Mute"), "mute")
        else:
            self._add(self.tr("Unmute"), "unmute")
        if screen == "none":
            self._add(self.tr("Allow screen sharing"), "allow_screen", on=True)
        elif screen not in (None, "", "asked"):
            self._add(self.tr("Stop screen sharing"), "allow_screen", on=False)
        self.addAction(self.tr("Put on the wall"), lambda: to_wall(f"node:{self._node}"))
        self.addSeparator()
        self._add(self.tr("Hang up"), "remove")

    def _add(self, words: str, action: str, **more: object) -> None:
        order = {"action": action, "node": self._node, **more}
        self.addAction(words, lambda: self._wish(order))

"""Whom one press calls: all sites of a kind, or of a group of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from console.site.invited import KINDS, Invited
from console.site.records import NodeEntry
from console.ui.theme import Look
from console.ui.words import N, say

WIDE_PX = 24

_KINDS: Mapping[str, str] = {
    "village": N("All villages"),
    "community": N("All communities"),
    "station": N("All stations"),
    "hall": N("All halls"),
    "leader": N("All leaders"),
    "guest": N("All guests"),
}


def groups_of(nodes: Sequence[NodeEntry]) -> list[str]:
    """Every group of the list and what it lies in, each once, in the list's order: ``村/沿河`` lies
    in ``村``."""
    found: dict[str, None] = {}
    for node in nodes:
        parts = node.group.split("/") if node.group else []
        for end in range(1, len(parts) + 1):
            found["/".join(parts[:end])] = None
    return list(found)


def kind_text(kind: str) -> str:
    """All sites of a kind, in words."""
    return say(_KINDS[kind])


class CallMenu(QMenu):
    """``nodes``: the site's list; ``absent``: ids of those who can be called. ``call`` gets the ids
    of those whom the choice means and who can be."""

    def __init__(
        self,
        parent: QWidget,
        nodes: Sequence[NodeEntry],
        absent: frozenset[str],
        call: Callable[[list[str]], None],
    ) -> None:
        super().__init__(parent)
        self._nodes, self._absent, self._call = nodes, absent, call
        for kind in KINDS:
            if any(node.kind == kind for node in nodes):
                self._add(kind_text(kind), Invited(kinds=(kind,)))
        self.addSeparator()
        for group in groups_of(nodes):
            self._add(group, Invited(groups=(group,)))

    def _add(self, words: str, invited: Invited) -> None:
        named = invited.among(self._nodes)
        ids = [id_ for id_ in named if id_ in self._absent]
        told = self.tr("{name}: {n} of {all}").format(name=words, n=len(ids), all=len(named))
        action = self.addAction(told.replace("&", "&&"), lambda: self._call(ids))
        action.setEnabled(bool(ids))


class CallGroup(QPushButton):
    """Opens that menu. ``called`` carries the ids of those who are to be called."""

    called = Signal(list)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("▾", parent)
        self._nodes: Sequence[NodeEntry] = ()
        self._absent: frozenset[str] = frozenset()
        self.setProperty("fit", "close")
        self.setFixedWidth(look.px(WIDE_PX))
        self.clicked.connect(self._on_clicked)
        self.words_changed()

    def set_nodes(self, nodes: Sequence[NodeEntry]) -> None:
        """The room's list, with kinds and groups."""
        self._nodes = nodes

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``: who is in and who waits is not called."""
        self._absent = frozenset(
            str(node["id"])
            for node in conference.get("nodes", [])
            if node.get("state") not in ("live", "waiting")
        )

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Call a group"))
        self.setToolTip(self.tr("Call all of a kind or of a group"))

    def choices(self) -> CallMenu:
        return CallMenu(self, self._nodes, self._absent, self.called.emit)

    def _on_clicked(self) -> None:
        menu = self.choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

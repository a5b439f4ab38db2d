"""The sites' links as the command room hands them out: renewed, withdrawn, printed as cards."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.pages import Drawing
from console.desk.printing import PrintingDesk
from console.room_clock import room_now
from console.site.card_dates import ending, note_cards, read_card_dates
from console.site.records import Site
from console.ui.join_card_paper import CardRoom, JoinCard, JoinCardPaper
from console.ui.main_window import MainWindow

RENEW, WITHDRAW = "renew", "withdraw"
WATCH = "@watch"  # who only watches the program
MOST_NAMED = 3  # in one line

log = logging.getLogger(__name__)


class LinksDesk(QObject):
    """Lives in the Qt thread. ``relink`` carries a node and what becomes of its link to the hub,
    by ``order``, which runs a function in the io thread."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        relink: Callable[[str, str], None],
        order: Callable[..., None],
        printing: PrintingDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site = window, site
        self._relink, self._order, self._printing = relink, order, printing
        self._door: dict[str, Any] = {}
        self._warned = ""
        self._warned_on: date | None = None
        self.turn = 0  # counts what the hub told of its door
        finder = window.finder
        finder.cards_wished.connect(self._on_cards_wished)
        finder.link_wished.connect(self.relink)

    @Slot(dict)
    def take(self, event: dict[str, Any]) -> None:
        """An event of the hub."""
        if event.get("event") != "door" or event.get("trouble"):
            return
        self._door = event
        self.turn += 1
        warning = str(event.get("warning") or "")
        if warning and warning != self._warned:
            log.warning("the conference's door: %s", warning)
            self._window.tell(self.tr("The conference's door: {reason}").format(reason=warning))
        self._warned = warning
        self._warn_of_cards()

    @Slot(str, str)
    def relink(self, node: str, action: str) -> None:
        """Renew or withdraw a link; who is there by the one before has to go."""
        self._order(self._relink, node, action)

    def told(self, node: str) -> dict[str, Any]:
        """A site's link as it is now."""
        return {
            "node": node,
            "join_url": (self._door.get("links") or {}).get(node),
            "until": self._door.get("until"),
        }

    def watch(self) -> dict[str, Any]:
        """Where a screen elsewhere watches (WHEP), and by which token."""
        found = self._door.get("watch") or {}
        return {"url": found.get("url"), "token": found.get("token")}

    def _noted(self, steps: Drawing, nodes: Sequence[str], until: str) -> Drawing:
        """The cards, and for whom they are and how long, once they lie there."""
        yield from steps
        if until:
            note_cards(self._site.folder, nodes, date.fromisoformat(until))

    def _warn_of_cards(self) -> None:
        """Once a day while printed cards end soon."""
        today = room_now().date()
        if today == self._warned_on:
            return
        self._warned_on = today
        dates = read_card_dates(self._site.folder)
        names = {node.id: node.name for node in self._site.nodes}
        if nodes := ending(dates, names, today):
            told = [names[node] for node in nodes[:MOST_NAMED]]
            more = [self.tr("{n} sites in all").format(n=len(nodes))] if nodes[MOST_NAMED:] else []
            words = self.tr("The join cards of {sites} end on {day}: print new ones")
            sites = " · ".join([*told, *more])
            self._window.tell(words.format(day=f"{dates[nodes[0]]:%Y-%m-%d}", sites=sites))

    @Slot()
    def _on_cards_wished(self) -> None:
        links = dict(self._door.get("links") or {})
        chosen = self._window.finder.chosen_nodes()
        cards = [
            JoinCard(node.name, links[node.id], node.id)
            for node in self._site.nodes
            if node.id in links and node.id in chosen
        ]
        if not cards:
            self._window.tell(self.tr("There are no links yet: the conference's door is not open"))
            return
        room = CardRoom(
            self._site.name,
            str(self._door.get("until") or ""),
            str(self._door.get("trust") or ""),
            str(self._door.get("fingerprint") or ""),
        )
        at = f"{room_now():%Y%m%d-%H%M%S}"
        path = self._site.folder.absolute() / "state" / "reports" / f"join-cards-{at}.pdf"
        steps = JoinCardPaper(room, cards).steps(path)
        self._printing.print(
            path,
            self._noted(steps, [card.node for card in cards], room.until),
            self.tr("Join cards: {path}"),
            self.tr("The join cards cannot be written: {reason}"),
        )

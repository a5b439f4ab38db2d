"""Orders of the console that say where pictures lie, and where they are to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from media.board import FrameBoard
from media.hub import chairing, orders
from media.hub import happening as h
from media.hub.flow import Flow, showing
from media.hub.room import Room
from media.hub.room_picture import place
from media.hub.site import Site
from media.parent import Message


class PictureOrders:
    """``happen`` is told what they mean for the room, and ``settle`` is called after each."""

    def __init__(
        self,
        board: FrameBoard,
        flow: Flow,
        room: Room,
        sites: Mapping[str, Site],
        happen: Callable[[h.Happening], None],
        settle: Callable[[], None],
        refuse: Callable[[h.Refuse], None],
    ) -> None:
        self._board, self._flow, self._room, self._sites = board, flow, room, sites
        self._happen, self._settle, self._refuse = happen, settle, refuse

    def by_name(self) -> dict[str, Callable[[Message], None]]:
        """What carries each of them out; ValueError names the field that is wrong."""
        return {
            "look": self._settled(self._look),
            "play": self._settled(self._play),
            "place": self._take_place,
            "show": self._settled(self._show),
            "hide": self._settled(lambda order: self._flow.showings.hide(int(order["channel"]))),
        }

    def _settled(self, carry_out: Callable[[Message], None]) -> Callable[[Message], None]:
        def do(order: Message) -> None:
            carry_out(order)
            self._settle()

        return do

    def _look(self, order: Message) -> None:
        self._flow.shared.look(orders.look(order))

    def _show(self, order: Message) -> None:
        self._flow.showings.show(showing(order, self._board.channels, self._sites))

    def _take_place(self, order: Message) -> None:
        """The command room's own picture comes onto the program, or goes."""
        taken, lie = place(order)
        if lie is not None:
            self._flow.room_picture.look(lie)
        self._happen(taken)

    def _play(self, order: Message) -> None:
        """A file goes onto the program, where that is still what the room shares."""
        played = orders.play(order)
        if played.source in self._room.view().kept:
            self._flow.play(played.source, played.path, partial(self._unplayable, played.source))

    def _unplayable(self, source: str, reason: str) -> None:
        self._refuse(h.Refuse("share", None, reason))
        what = self._room.view().conduct.broadcast
        broadcast = what is not None and what.source == source
        self._happen(chairing.Broadcast(None) if broadcast else h.Share(None))

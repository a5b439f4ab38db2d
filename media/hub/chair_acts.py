"""The chair's orders, from the console or from a leader's own page: carried out by the room's
rules, or refused in words to whoever gave them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from media.hub import happening as h
from media.hub import orders
from media.hub.chair_line import NotAllowedError, checked, refused
from media.hub.recorder import Recorder
from media.hub.room import Room
from media.hub.site import Site
from media.parent import Message


class ChairActs:
    """Lives in the hub's loop. ``carry_out`` is given what the room orders, refusals to the console
    among it; ``happened`` is called after every act; ``may_chair`` says whether a site may."""

    def __init__(
        self,
        room: Room,
        recorder: Recorder,
        carry_out: Callable[[h.Order], None],
        happened: Callable[[], None],
        may_chair: Callable[[str], bool],
    ) -> None:
        self._room, self._recorder = room, recorder
        self._carry_out, self._happened, self._may_chair = carry_out, happened, may_chair

    def of_console(self, order: Message) -> None:
        """ValueError and KeyError say what is wrong with it."""
        if order["action"] == "record":
            self.record(order)
            return
        new_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{uuid4().hex[:4]}"
        for one in self._room.apply(orders.chair(order, new_id), time.monotonic()):
            self._carry_out(one)
        self._happened()

    def record(self, order: Message) -> None:
        if reason := self._recorder.order(order, self._room.view().id):
            self._carry_out(h.Refuse("record", None, reason))

    def of_site(self, site: Site, order: Mapping[str, Any]) -> None:
        action = str(order.get("action", ""))
        try:
            if not self._may_chair(site.node):
                raise NotAllowedError("this site does not hold the chair")
            wanted = orders.chair(checked(order), "")
        except (NotAllowedError, KeyError, TypeError, ValueError) as fault:
            site.say(refused(action, str(fault)))
            return
        for one in self._room.apply(wanted, time.monotonic()):
            if isinstance(one, h.Refuse):
                site.say(refused(action, one.reason))
            else:
                self._carry_out(one)
        self._happened()

"""What the hub tells: the sites how they stand, the console how the conference is and runs.

Only what is another than the last time is said; the conference at most five times a second.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping

from media.hub import chair_line, conduct_report, cues, message, reports, source_filter
from media.hub import happening as h
from media.hub.entrance import Entrance
from media.hub.flow import Flow
from media.hub.loop_lag import LoopLag
from media.hub.room import Room
from media.hub.site import Site
from media.parent import Message

CONFERENCE_EVERY_S = 0.2


class Telling:
    """Lives in the hub's loop; ``told`` after everything that happens."""

    def __init__(
        self,
        tell: Callable[[Message], None],
        room: Room,
        flow: Flow,
        sites: Mapping[str, Site],
        entrance: Entrance,
    ) -> None:
        self._tell = tell
        self._room = room
        self._flow = flow
        self._sites = sites
        self._entrance = entrance
        self.lag = LoopLag()
        self._states: dict[str, tuple[str, str | None]] = {}
        self.held = False  # a conference is still to be restored: nothing is told of the room
        self.kinds: dict[str, str] = {}  # of the nodes, as the site's list has them
        self._conference: Message = {}
        self._conference_at = float("-inf")
        self._conference_due: asyncio.TimerHandle | None = None
        self._sent_before = 0
        self._pictures_before = 0

    def told(self, view: h.RoomView) -> None:
        """The room looks so now: tell whom it concerns."""
        if self.held:
            return
        for record in self._room.take_records():
            self._tell(conduct_report.record(record))
        self._tell_sites(view)
        self._tell_states(view)
        self._tell_conference()

    def figures(self) -> None:
        """The figures of the last second."""
        program = self._flow.program
        kbps = (program.sent_bytes - self._sent_before) * 8 / 1000
        fps = program.pictures - self._pictures_before
        self._sent_before, self._pictures_before = program.sent_bytes, program.pictures
        sites = self._sites.values()
        self._tell(
            {
                "event": "figures",
                "peers": sum(site.connected for site in sites),
                "program": {"fps": fps, "kbps": round(kbps, 1), "late": program.late},
                "mix": self._flow.mixer.figures(),
                "loop": {"lag_ms_p99": self.lag.p99_ms(), "lag_ms_most": self.lag.most_ms()},
                "pictures": {
                    "dropped": sum(site.pictures.dropped for site in sites),
                    "faults": sum(site.pictures.faults for site in sites),
                },
                "strangers": source_filter.dropped.strangers,
                "refused": self._entrance.refused,
            }
        )

    def _tell_sites(self, view: h.RoomView) -> None:
        for node in view.nodes:
            site = self._sites[node.id]
            text = message.state(
                conference="live" if view.live else "idle",
                place=node.place.value,
                mic=node.mic.value,
                hand=node.hand > 0,
                on_air=view.on_air if node.place is h.Place.LIVE else (),
                banner="",
                screen=node.screen.value,
                recording=self._flow.recorder.on,
                cues=cues.of(view, node),
            )
            if site.line is not None and text != site.told:
                site.told = text
                site.line.say(text)

    def _tell_states(self, view: h.RoomView) -> None:
        states = self._flow.states(view, self._sites)
        for source, (state, trouble) in states.items():
            if self._states.get(source) != (state, trouble):
                self._tell(reports.source(source, state, trouble))
        self._states = states

    def _tell_conference(self) -> None:
        """Now, or when the last telling is long enough ago."""
        if self._conference_due is not None:
            return
        wait_s = self._conference_at + CONFERENCE_EVERY_S - time.monotonic()
        if wait_s > 0:
            loop = asyncio.get_running_loop()
            self._conference_due = loop.call_later(wait_s, self._tell_conference_now)
        else:
            self._tell_conference_now()

    def _tell_conference_now(self) -> None:
        self._conference_due = None
        figures = {id_: site.figures for id_, site in self._sites.items()}
        view = self._room.view()
        state = self._flow.share_state(view.share.source) if view.share else ""
        event = reports.conference(
            view,
            self._flow.speaking,
            self._entrance.links,
            figures,
            state,
            self._flow.recorder.state,
        )
        if event != self._conference:
            self._conference, self._conference_at = event, time.monotonic()
            self._tell(event)
        self._tell_chairs()

    def may_chair(self, node: str) -> bool:
        """Whether a site may give the chair's orders over its own line."""
        return chair_line.allowed(self.kinds.get(node, ""), node, self._conference)

    def _tell_chairs(self) -> None:
        """Whoever holds the chair away from here sees the conference as it stands."""
        for node, site in self._sites.items():
            if site.line is None or not self.may_chair(node):
                if site.line is not None and site.told_chair:
                    site.line.say(chair_line.ended())
                site.told_chair = ""
                continue
            text = chair_line.told(self._conference, node)
            if text != site.told_chair:
                site.told_chair = text
                site.line.say(text)

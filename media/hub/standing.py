"""How everybody and everything in the room stands: what the rules read and change. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from media.hub import happening as h
from media.hub.chairing import (
    MOST_MESSAGES,
    Entry,
    Letter,
    Measured,
    Polling,
    Record,
    Route,
    Source,
    VoiceSwitch,
)

MOST_RECORDS = 1000  # waiting to be told; more are dropped, the oldest first
CUE_S = 1.25  # who is called sees 3, 2, 1 before it is heard
NO_SWITCH = VoiceSwitch(on=False)


@dataclass
class Standing:
    """Of one node."""

    seat: h.Seat
    online: bool = False
    media: bool = False
    invited: bool = False
    left: bool = False
    entered: bool = False  # it has been in this conference before
    ringing_since: float | None = None
    own_open: bool = True  # what the site itself wants
    forced: bool = False
    excused: bool = False  # unmuted by the chair since the last "mute all"
    hushed: bool = False  # the last "mute all" has been held for it
    camera: bool = True
    screen: h.Screen = h.Screen.NONE
    hand: int = 0
    spoke: int = 0
    wrote_at: float = float("-inf")
    measured: Measured | None = None

    def rest(self) -> None:
        """Out of any conference."""
        self.media = self.invited = self.left = self.forced = self.excused = False
        self.entered = self.hushed = False
        self.ringing_since = None
        self.hand = self.spoke = 0


@dataclass
class Walk:
    """A roll call. ``at`` None: it is over, and its sheet is kept."""

    entries: list[Entry]
    at: int | None = None
    since: float = 0.0  # when the present site was called
    was_open: bool = True  # its own microphone before that
    heard: bool = False
    seen: bool = False
    decided: bool = False  # what the present site is, since it was called

    @property
    def called(self) -> str | None:
        return None if self.at is None else self.entries[self.at].node

    def put(self, entry: Entry) -> None:
        """A line of the sheet is another."""
        self.entries = [entry if one.node == entry.node else one for one in self.entries]


@dataclass
class Standings:
    """The whole room. ``epoch``: what makes Unix seconds of the time the room is told."""

    epoch: float = 0.0
    now: float = 0.0
    nodes: dict[str, Standing] = field(default_factory=dict)
    count: int = 0  # of hands raised and words spoken, for their order
    records: deque[Record] = field(default_factory=lambda: deque(maxlen=MOST_RECORDS))
    # of the conference
    id: str = ""  # empty: no conference
    cases: tuple[str, ...] = ()  # what it is about, the present one last
    locked: bool = False
    hush: h.Hush = h.Hush.NONE
    mute_above: int | None = h.MUTE_ABOVE
    chair: str | None = None
    floor: str | None = None
    floor_was_forced: bool = False
    floor_was_open: bool = True  # its own microphone, before it had the floor
    private: str | None = None
    banner: str = ""
    caption: str = ""
    messages: deque[Letter] = field(default_factory=lambda: deque(maxlen=MOST_MESSAGES))
    walk: Walk | None = None
    # of the program
    own_name: str | None = None  # the command room's, while it has a picture of its own
    own_spoke: int = 0
    share: h.Shared | None = None
    broadcast: Source | None = None
    polling: Polling | None = None
    polled: int = 0  # whose turn it is, among the nodes of ``polling``
    polled_since: float = 0.0
    switch: VoiceSwitch = NO_SWITCH
    lead: str | None = None  # who lies first because it speaks
    lead_since: float = 0.0
    layout: str = "grid"
    places: tuple[str | None, ...] = ()
    seated: list[str] = field(default_factory=list)  # who has a place of its own accord
    expected: tuple[str, ...] = ()  # who had the places before the hub was restarted,
    expected_until: float = 0.0  # and how long they are kept for them
    on_air: list[str] = field(default_factory=list)
    shown: str = "grid"

    @property
    def live(self) -> bool:
        return bool(self.id)

    @property
    def unix(self) -> float:
        return round(self.now + self.epoch, 3)

    def clear(self) -> None:
        """No conference."""
        fresh = Standings()
        for name in _OF_A_CONFERENCE:
            setattr(self, name, getattr(fresh, name))

    def place(self, node: Standing) -> h.Place:
        if not self.live:
            return h.Place.WAITING if node.media else h.Place.ABSENT
        if node.media:
            return h.Place.LIVE if node.invited else h.Place.WAITING
        if node.ringing_since is not None:
            return h.Place.CALLING
        return h.Place.LEFT if node.left else h.Place.ABSENT

    def is_live(self, node: str | None) -> bool:
        found = self.nodes.get(node or "")
        return found is not None and self.place(found) is h.Place.LIVE

    def all_live(self) -> Iterator[tuple[str, Standing]]:
        for id_, node in self.nodes.items():
            if self.place(node) is h.Place.LIVE:
                yield id_, node

    def chairs(self, node: str) -> bool:
        """Whether it conducts the conference: it was handed the chair, or is a leader's."""
        found = self.nodes.get(node)
        return node == self.chair or (found is not None and found.seat.kind == h.LEADER)

    def called(self) -> str | None:
        """Whose turn it is in the roll call."""
        return self.walk.called if self.walk else None

    def gate_open(self) -> bool:
        """Whether who is called is heard by now."""
        walk = self.walk
        return walk is not None and walk.at is not None and self.now >= walk.since + CUE_S

    def mic(self, id_: str, node: Standing) -> h.MicState:
        """What a microphone is, with all that is in force now."""
        own = h.MicState.OPEN if node.own_open else h.MicState.MUTED
        called = self.called()
        if called is not None and not self.chairs(id_):
            return own if id_ == called and self.gate_open() else h.MicState.FORCED
        return h.MicState.FORCED if node.forced and id_ != self.private else own

    def route(self, id_: str, node: Standing) -> Route:
        """Where a voice goes."""
        if self.place(node) is not h.Place.LIVE or self.mic(id_, node) is not h.MicState.OPEN:
            return Route.NONE
        return Route.PRIVATE if id_ == self.private else Route.ALL

    def next(self) -> int:
        self.count += 1
        return self.count

    def note(self, act: str, node: str | None = None, text: str = "", **more: Any) -> None:
        """Keep it for the record; ``more``: further fields of ``Record``."""
        self.records.append(Record(self.unix, act, node, text, **more))

    def refuse(self, action: str, node: str | None = None, reason: str = "") -> list[h.Order]:
        """Why it cannot be: no such node, no conference, or the reason given."""
        unknown = node is not None and node not in self.nodes
        if unknown:
            reason = "no such node"
        elif not self.live:
            reason = "no conference is held"
        return [h.Refuse(action, node, reason)]

    def known(self, node: str | None) -> bool:
        """Whether a conference is held, and the node is of the list (None: everybody is)."""
        return self.live and (node is None or node in self.nodes)

    def mark(self, node: str, **changed: Any) -> Entry | None:
        """A line of the roll-call sheet made anew; None when the node is not on it."""
        walk = self.walk
        entry = next((e for e in walk.entries if e.node == node), None) if walk else None
        if walk is None or entry is None:
            return None
        made = replace(entry, **changed)
        walk.put(made)
        return made


_OF_A_CONFERENCE = (
    "id", "cases", "locked", "hush", "mute_above", "chair", "floor", "floor_was_forced",
    "floor_was_open", "private", "banner", "caption", "messages", "walk", "share", "broadcast",
    "polling", "polled", "polled_since", "own_spoke", "switch", "lead", "lead_since", "layout",
    "places", "seated", "expected", "expected_until", "on_air", "shown",
)  # fmt: skip

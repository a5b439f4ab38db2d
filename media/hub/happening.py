"""What can happen to a room, what the room orders, and how it looks: values without behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from media.hub import chairing
from media.hub.chairing import Conduct, Route

MUTE_ABOVE = 6


class Place(Enum):
    """Where a node stands, seen from the conference."""

    ABSENT = "absent"
    CALLING = "calling"  # it rings there
    WAITING = "waiting"  # it is here with picture and voice, which flow to nobody
    LIVE = "live"
    LEFT = "left"  # it took part and went by itself


class MicState(Enum):
    OPEN = "open"
    MUTED = "muted"  # by the site, which may open it
    FORCED = "forced"  # by the chair, who alone opens it


class Screen(Enum):
    """Whether a site's picture is its screen, and may be."""

    NONE = "none"
    ASKED = "asked"  # the site would like to
    ALLOWED = "allowed"  # by the chair
    SHOWN = "shown"  # it is, and everybody sees it large


class Hush(Enum):
    """What "mute all" holds for those who come later."""

    NONE = "none"
    SELF = "self"  # they come muted and may open their microphone
    FORCED = "forced"


@dataclass(frozen=True, slots=True)
class Seat:
    """A node of the site's list. ``kind``: as its list has it; ``LEADER`` may always chair."""

    id: str
    name: str
    kind: str = "village"


LEADER = "leader"  # the kind of a node that may always hold the chair
ROOM = "room"  # the command room itself, where a site's id stands; no site has this one

# -- of the sites


@dataclass(frozen=True, slots=True)
class Arrived:
    """Its line to the door is open. ``standby``: it waits to be called. ``page``: people
    sit before it and tell how their microphone is; an encoder tells nothing."""

    node: str
    standby: bool
    page: bool = True


@dataclass(frozen=True, slots=True)
class Gone:
    """Its line is closed; ``by_itself``: for good, neither torn nor by a page loaded anew."""

    node: str
    by_itself: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """It brings picture and voice."""

    node: str


@dataclass(frozen=True, slots=True)
class MediaLost:
    """Its media connection broke while its line stands."""

    node: str


@dataclass(frozen=True, slots=True)
class LeftCall:
    """It hung up, or declined."""

    node: str


@dataclass(frozen=True, slots=True)
class HandSet:
    node: str
    up: bool


@dataclass(frozen=True, slots=True)
class MicSet:
    node: str
    open: bool


@dataclass(frozen=True, slots=True)
class CameraSet:
    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class ScreenSet:
    """It would send its screen, or does so where it may; or it no longer does."""

    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class Spoke:
    """Its voice was heard, or the command room's (``ROOM``)."""

    node: str


# -- of the chair


@dataclass(frozen=True, slots=True)
class Start:
    """``nodes`` None: everybody. Who enters when ``mute_above`` others are in comes muted; None:
    nobody does."""

    id: str
    nodes: tuple[str, ...] | None = None
    case: str | None = None
    mute_above: int | None = MUTE_ABOVE


@dataclass(frozen=True, slots=True)
class End:
    pass


@dataclass(frozen=True, slots=True)
class Attach:
    """A case joins the conference, which turns to it."""

    case: str


@dataclass(frozen=True, slots=True)
class Call:
    node: str


@dataclass(frozen=True, slots=True)
class Admit:
    node: str


@dataclass(frozen=True, slots=True)
class Remove:
    node: str


@dataclass(frozen=True, slots=True)
class Mute:
    node: str


@dataclass(frozen=True, slots=True)
class Unmute:
    node: str


@dataclass(frozen=True, slots=True)
class MuteAll:
    allow_self: bool = True


@dataclass(frozen=True, slots=True)
class Lock:
    on: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What every site sees large beside who speaks, and what it is called."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """``what`` None: nothing any more."""

    what: Shared | None


@dataclass(frozen=True, slots=True)
class AllowScreen:
    """Whether a site may share its screen."""

    node: str
    on: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """The site's list of nodes, first or anew."""

    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a hub that was restarted has to know of one node."""

    invited: bool
    forced: bool = False
    hand: int = 0
    left: bool = False
    entered: bool = True  # it had been in the conference
    screen: Screen = Screen.NONE
    own_open: bool = True  # what the site itself wants, beneath what the chair forces
    excused: bool = False  # unmuted by the chair since the last "mute all"
    hushed: bool = True  # the last "mute all" has been held for it


@dataclass(frozen=True, slots=True)
class Restore:
    """A conference that a hub before this one held."""

    id: str
    cases: tuple[str, ...] = ()
    locked: bool = False
    hush: Hush = Hush.NONE
    nodes: Mapping[str, Remembered] = field(default_factory=dict)
    share: Shared | None = None
    mute_above: int | None = MUTE_ABOVE
    conduct: Conduct = field(default_factory=Conduct)


@dataclass(frozen=True, slots=True)
class RoomPlace:
    """The command room has a picture of its own, under this name; None: it has none."""

    name: str | None


Chair = (
    Start | End | Attach | Call | Admit | Remove | Mute | Unmute | MuteAll | Lock | Share
    | AllowScreen
)  # fmt: skip
Happening = (
    Chair | Roster | Restore | RoomPlace | chairing.Act | chairing.Wrote | chairing.Measured
    | Arrived | Gone | Offered | MediaLost | LeftCall | HandSet | MicSet | CameraSet | Spoke
    | ScreenSet
)  # fmt: skip

# -- what the room orders


@dataclass(frozen=True, slots=True)
class Ring:
    node: str


@dataclass(frozen=True, slots=True)
class AskMic:
    """The word is given to a site that muted itself: ask it to open its microphone."""

    node: str


class Farewell(Enum):
    ENDED = "ended"
    REMOVED = "removed"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Close its media; say why, unless it went by itself."""

    node: str
    farewell: Farewell | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """The chair asked for what the rules do not allow."""

    action: str
    node: str | None
    reason: str


Order = (
    Ring | AskMic | Dismiss | Refuse | chairing.Deliver | chairing.Keep | chairing.Recall
    | chairing.Ding
)  # fmt: skip

# -- how it looks


@dataclass(frozen=True, slots=True)
class NodeView:
    id: str
    name: str
    place: Place
    mic: MicState
    hand: int  # 0: down; else the smaller, the earlier
    online: bool
    invited: bool
    camera: bool
    screen: Screen = Screen.NONE
    entered: bool = True  # it is or was in this conference
    forced: bool = False  # by an act that lasts; a roll call forces too, as long as it lasts
    route: Route = Route.NONE
    own_open: bool = True  # what the site itself wants
    excused: bool = False  # unmuted by the chair since the last "mute all"
    hushed: bool = True  # the last "mute all" has been held for it


@dataclass(frozen=True, slots=True)
class RoomView:
    """``cases``: what it is about, the present one last."""

    live: bool
    id: str
    cases: tuple[str, ...]
    locked: bool
    hush: Hush
    on_air: tuple[str, ...]
    nodes: tuple[NodeView, ...]
    share: Shared | None = None
    room: str | None = None  # its name, while the command room has a picture of its own
    mute_above: int | None = MUTE_ABOVE
    conduct: Conduct = field(default_factory=Conduct)

    @property
    def case(self) -> str | None:
        """What the conference is about now."""
        return self.cases[-1] if self.cases else None

    @property
    def large(self) -> Shared | None:
        """The camera or screen that lies large on the program now: broadcast, or shared."""
        what = self.conduct.broadcast
        if self.conduct.mode is chairing.Mode.BROADCAST and what is not None and what.node is None:
            return Shared(what.source, what.name)
        return self.share if self.conduct.shown == "share" else None

    @property
    def kept(self) -> frozenset[str]:
        """The sources that lie large now, or will when a roll call, a broadcast or a turn of the
        polling is over."""
        what = self.conduct.broadcast
        return frozenset(each.source for each in (self.share, what) if each is not None)

    def node(self, node: str) -> NodeView | None:
        return next((seen for seen in self.nodes if seen.id == node), None)

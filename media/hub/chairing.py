"""How a conference is conducted: what the chair can do besides calling and muting, and how that
looks. Values without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_MESSAGES = 40  # kept of a conference
LONGEST_MESSAGE = 500
LONGEST_BANNER = LONGEST_CAPTION = 60
LEAST_DWELL_S, MOST_DWELL_S = 3.0, 600.0
LEAST_HOLD_S, MOST_HOLD_S = 1.0, 60.0


class Mode(Enum):
    """What the program follows; the first that holds."""

    ROLL_CALL = "roll_call"
    BROADCAST = "broadcast"
    POLLING = "polling"
    FREE = "free"


class Route(Enum):
    """Where a site's voice goes."""

    ALL = "all"
    PRIVATE = "private"  # to the command room alone, which speaks to it alone
    NONE = "none"


class Result(Enum):
    """How a site answered the roll call."""

    PRESENT = "present"
    NO_ANSWER = "no_answer"
    NO_PICTURE = "no_picture"
    NO_SOUND = "no_sound"
    BAD_LINE = "bad_line"


# -- of the sites


@dataclass(frozen=True, slots=True)
class Wrote:
    """A site's message to the chair."""

    node: str
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """How a site's media does, over the last second. ``loss`` 0 to 1; ``rtt_ms`` None: unknown."""

    node: str
    connected: bool
    fps: float = 0.0
    loss: float = 0.0
    rtt_ms: float | None = None


# -- of the chair


@dataclass(frozen=True, slots=True)
class CallMany:
    """``nodes`` None: all who are not in."""

    nodes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Redial:
    """Those who were called and did not answer."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """One site after the other, the first at once."""

    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """To the next site of the roll call, or ``back`` to the one before."""

    back: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """``node`` None: who is called now. ``result`` None: as the rule says."""

    node: str | None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A picture everybody sees: ``node:ID`` (``node:room`` is the command room's own),
    ``camera:ID`` or ``screen``."""

    source: str
    name: str

    @property
    def node(self) -> str | None:
        """The site whose picture it is, or the command room."""
        return self.source.removeprefix("node:") if self.source.startswith("node:") else None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """``what`` None: no more."""

    what: Source | None


@dataclass(frozen=True, slots=True)
class Polling:
    """Each site's picture for so long, round and round. No ``nodes``: no more."""

    nodes: tuple[str, ...]
    every_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Cancel:
    """Of roll call, broadcast and polling, all at once."""


@dataclass(frozen=True, slots=True)
class GiveFloor:
    """``node`` None: it is taken back."""

    node: str | None


@dataclass(frozen=True, slots=True)
class TakeFloor:
    """Back from ``node``, where it has the floor. None: from whoever has it."""

    node: str | None = None


@dataclass(frozen=True, slots=True)
class SelfUnmute:
    """Whether a site whose microphone is shut may open it itself."""

    on: bool


@dataclass(frozen=True, slots=True)
class LowerHand:
    """``node`` None: all hands."""

    node: str | None = None


@dataclass(frozen=True, slots=True)
class SetBanner:
    text: str


@dataclass(frozen=True, slots=True)
class SetCaption:
    text: str


@dataclass(frozen=True, slots=True)
class Send:
    """A message of the chair. ``node`` None: to all."""

    node: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """``places``: who is to lie there as long as it can; None in it: whoever comes."""

    name: str
    places: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceSwitch:
    """Who speaks lies first; the picture stays at least ``hold_s``."""

    on: bool
    hold_s: float = 3.0


@dataclass(frozen=True, slots=True)
class Private:
    """Talk with one site alone. ``node`` None: no more."""

    node: str | None


@dataclass(frozen=True, slots=True)
class Bell:
    """``node`` None: at all of them."""

    node: str | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """The chair to a site. ``node`` None: back to the command room."""

    node: str | None


Act = (
    CallMany | Redial | RollCall | Step | Mark | Broadcast | Polling | Cancel | GiveFloor
    | TakeFloor | SelfUnmute | LowerHand | SetBanner | SetCaption | Send | Layout | VoiceSwitch
    | Private | Bell | HandOver
)  # fmt: skip

# -- what the room orders


@dataclass(frozen=True, slots=True)
class Deliver:
    """A message to a site. ``at`` in Unix seconds."""

    node: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Keep:
    """A site's own message is kept: its page is told so. ``at`` in Unix seconds."""

    node: str
    text: str
    at: float


@dataclass(frozen=True, slots=True)
class Recall:
    """What was written between the chair and a site so far, for a page that knows nothing of it.
    The oldest first."""

    node: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Ding:
    """The bell at a site."""

    node: str


# -- how it looks


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the roll-call sheet. ``at``: when it was called, in Unix seconds; ``took_s``:
    until its result was known. ``by_hand``: the chair said so."""

    node: str
    result: Result | None = None
    at: float | None = None
    took_s: float | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class RollCallView:
    """``at``: the line of who is called, None when it is over. ``heard``: its microphone is open by
    now. ``was_open``: its own choice before it was called, which holds again afterwards."""

    entries: tuple[Entry, ...]
    at: int | None
    heard: bool = False
    was_open: bool = True

    @property
    def called(self) -> str | None:
        return None if self.at is None else self.entries[self.at].node


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is kept. ``sender`` None: the chair; ``to`` None: all. ``at``: Unix time."""

    at: float
    sender: str | None
    to: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """What happened, for the conference's record. ``at``: Unix seconds; ``by_site``: a message
    that the site wrote; others are of the chair. ``nodes``: who is on the list of a roll call."""

    at: float
    act: str
    node: str | None = None
    text: str = ""
    result: str | None = None
    by_site: bool = False
    nodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conduct:
    """How the conference is conducted now, and what a hub that is restarted has to know of it.

    ``layout`` and ``places`` are what the chair chose; ``shown`` is the layout the program has.
    """

    mode: Mode = Mode.FREE
    shown: str = "grid"
    layout: str = "grid"
    places: tuple[str | None, ...] = ()
    roll_call: RollCallView | None = None
    broadcast: Source | None = None
    polling: Polling | None = None
    polled: int = 0  # whose turn it is, among the nodes of ``polling``
    seated: tuple[str, ...] = ()  # who has a place of its own accord
    voice_switch: VoiceSwitch = VoiceSwitch(on=False)
    banner: str = ""
    caption: str = ""
    floor: str | None = None
    floor_was_forced: bool = False
    floor_was_open: bool = True  # its own microphone, before it had the floor
    private: str | None = None
    chair: str | None = None
    messages: tuple[Letter, ...] = ()

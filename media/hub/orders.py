"""The console's orders to the hub, read from their JSON into values. Pure.

A faulty order raises ValueError or KeyError, which ``media.parent`` answers with a ``fault``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from media.hub import chair_orders, conduct_report
from media.hub import happening as h
from media.hub.chairing import Act

LONGEST_NAME = 80
LONGEST_CASE = 100  # characters of its id
LONGEST_MARK = 500  # characters of each field
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class SiteOrder:
    """The order ``site``."""

    name: str
    language: str
    simulated: bool
    seats: tuple[h.Seat, ...]
    host: str
    port: int
    public_url: str
    tls: str | tuple[str, str]  # "auto", "off", or the paths of certificate and key
    ice_servers: tuple[Mapping[str, Any], ...] = ()
    trust_port: int = 0  # of the trust page over plain HTTP; 0: none
    link_days: int = 180  # a join link is good so long
    recordings: str = ""  # a folder
    keep_days: float = 0.0  # of films; 0: for ever
    restores: bool = False  # the order ``restore`` comes next

    @property
    def loopback(self) -> bool:
        """Whether only this machine itself can reach the door."""
        return self.host in LOOPBACK

    def url(self, port: int, own: Sequence[str] = ()) -> str:
        """What join links begin with, for a door that listens on ``port``.

        ``own``: this machine's addresses; the first is taken where the settings name none.
        """
        scheme = "http" if self.tls == "off" else "https"
        found = urlsplit(self.public_url)
        if not found.hostname:
            everywhere = self.host in ("", "0.0.0.0", "::")
            host = next(iter(own), "127.0.0.1") if everywhere else self.host
            return f"{scheme}://{_bracketed(host)}:{port}"
        if found.port:
            return f"{found.scheme}://{found.netloc}"
        return f"{found.scheme}://{_bracketed(found.hostname)}:{port}"


def site(order: Mapping[str, Any]) -> SiteOrder:
    host, colon, port = str(order.get("listen", "127.0.0.1:0")).rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise ValueError(f"listen: {order['listen']!r} is no HOST:PORT")
    tls = order.get("tls", "auto")
    if isinstance(tls, Mapping):
        tls = (str(tls["cert"]), str(tls["key"]))
    elif tls not in ("auto", "off"):
        raise ValueError('tls: "auto", "off" or {"cert","key"}')
    read = SiteOrder(
        name=str(order["name"]),
        language="en" if order.get("language") == "en" else "zh",
        simulated=bool(order.get("simulated", False)),
        seats=tuple(_seat(node) for node in order["nodes"]),
        host=host.strip("[]"),
        port=int(port),
        public_url=str(order.get("public_url") or ""),
        tls=tls,
        ice_servers=tuple(order.get("ice_servers") or ()),
        trust_port=int(order.get("trust_port") or 0),
        link_days=int(order.get("link_days") or 180),
        recordings=str(order.get("recordings") or ""),
        keep_days=float(order.get("keep_days") or 0),
        restores=bool(order.get("restores", False)),
    )
    if read.tls == "off" and not read.loopback:
        raise ValueError(
            f'tls: "off" is for loopback only, and listen is {order["listen"]!r}: '
            'browsers open no camera there, and everybody could listen; say "auto"'
        )
    return read


def chair(order: Mapping[str, Any], new_id: str) -> h.Chair | Act:
    """An act of the chair; ``new_id`` names a conference that brings no id."""
    action = str(order["action"])
    match action:
        case "start":
            return _start(order, new_id)
        case "call" if many := chair_orders.call(order):
            return many
        case _ if action in chair_orders.READERS:
            return chair_orders.READERS[action](order)
        case _ if action in _OF_ALL:
            return _OF_ALL[action](order)
        case _ if action in _OF_A_NODE:
            return _OF_A_NODE[action](str(order["node"]))
        case _:
            raise ValueError(f"action: {action!r} is none")


def restore(conference: Mapping[str, Any]) -> h.Restore:
    """From the last ``conference`` event of the hub before."""
    if conference.get("state") != "live":
        raise ValueError("conference: only a live one can be restored")
    return h.Restore(
        id=str(conference["id"]),
        cases=_cases(conference),
        locked=bool(conference.get("locked", False)),
        hush=h.Hush(conference.get("hush", "none")),
        nodes={str(node["id"]): _remembered(node) for node in conference.get("nodes", ())},
        share=_shared(conference.get("share") or {}),
        mute_above=_mute_above(conference),
        conduct=conduct_report.read(conference),
    )


def recorded(conference: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The acts ``record`` after which it is recorded, or paused, as by the hub before this one."""
    match (conference.get("record") or {}).get("state"):
        case "on" | "waiting" | "failed":
            return ({"on": True},)
        case "paused":
            return ({"on": True}, {"pause": True})
        case _:
            return ()


def mark(order: Mapping[str, Any]) -> dict[str, str]:
    """The order ``mark``: something to be found again in the recording, and what its chapter is
    called."""
    read = {key: str(order[key])[:LONGEST_MARK] for key in _OF_A_MARK if order.get(key)}
    if missing := [key for key in ("act", "title") if key not in read]:
        raise ValueError(f"{missing[0]}: a mark needs one")
    return read


_OF_A_MARK = ("at", "act", "node", "text", "result", "title")

_OF_ALL: dict[str, Callable[[Mapping[str, Any]], h.Chair]] = {
    "end": lambda _order: h.End(),
    "attach": lambda order: h.Attach(_case(order)),
    "mute_all": lambda order: h.MuteAll(bool(order.get("allow_self", True))),
    "lock": lambda _order: h.Lock(on=True),
    "unlock": lambda _order: h.Lock(on=False),
    "allow_screen": lambda order: h.AllowScreen(str(order["node"]), bool(order["on"])),
    "share": lambda order: h.Share(_shared(order)),
}

_OF_A_NODE: dict[str, Callable[[str], h.Chair]] = {
    "call": h.Call,
    "admit": h.Admit,
    "remove": h.Remove,
    "mute": h.Mute,
    "unmute": h.Unmute,
}


def _start(order: Mapping[str, Any], new_id: str) -> h.Start:
    nodes: Sequence[str] | None = order.get("nodes")
    if nodes is None and order.get("plan") is not None:
        raise ValueError("plan: it has to be told as its nodes")
    if nodes is not None and (isinstance(nodes, str) or not isinstance(nodes, Sequence)):
        raise ValueError("nodes: a list of ids")
    return h.Start(
        id=str(order.get("id") or new_id),
        nodes=None if nodes is None else tuple(map(str, nodes)),
        case=order.get("case"),
        mute_above=_mute_above(order),
    )


def _case(order: Mapping[str, Any]) -> str:
    case = order["case"]
    if not isinstance(case, str) or not 0 < len(case) <= LONGEST_CASE:
        raise ValueError(f"case: an id of 1 to {LONGEST_CASE} characters")
    return case


def _cases(conference: Mapping[str, Any]) -> tuple[str, ...]:
    """A hub of before told of one case alone."""
    found = conference.get("cases")
    if found is None:
        found = [conference.get("case")]
    return tuple(str(case) for case in found if case is not None)


def _mute_above(order: Mapping[str, Any]) -> int | None:
    found = order.get("mute_above", h.MUTE_ABOVE)
    return None if found is None else int(found)


@dataclass(frozen=True, slots=True)
class Lie:
    """The order ``look``: where the console lets the pictures of a source be written."""

    source: str
    channel: int
    epoch: int


def look(order: Mapping[str, Any]) -> Lie:
    return Lie(str(order["source"]), int(order["channel"]), int(order["epoch"]))


@dataclass(frozen=True, slots=True)
class Played:
    """The order ``play``: which file a source is."""

    source: str
    path: Path


def play(order: Mapping[str, Any]) -> Played:
    path = Path(str(order["path"]))
    if not path.is_absolute():
        raise ValueError("path: needs the whole path of a file")
    return Played(str(order["source"]), path)


@dataclass(frozen=True, slots=True)
class Relink:
    """The order ``link``: the node's links until now are void. ``renew``: it gets a new one."""

    node: str
    renew: bool


def relink(order: Mapping[str, Any]) -> Relink:
    action = order["action"]
    if action not in ("renew", "withdraw"):
        raise ValueError('action: "renew" or "withdraw"')
    return Relink(str(order["node"]), action == "renew")


def _shared(order: Mapping[str, Any]) -> h.Shared | None:
    source = order.get("source")
    if source is None:
        return None
    return h.Shared(*chair_orders.source_of(order))


def _remembered(node: Mapping[str, Any]) -> h.Remembered:
    invited = node.get("invited", node.get("state") in ("live", "calling"))
    hand = node.get("hand_number", 0)
    return h.Remembered(
        bool(invited),
        bool(node.get("forced", node.get("mic") == "forced")),
        hand if isinstance(hand, int) else 0,
        node.get("state") == "left",
        entered := bool(node.get("entered", True)),
        h.Screen(node.get("screen", "none")),
        bool(node.get("own_open", node.get("mic") != "muted")),
        bool(node.get("excused", False)),
        bool(node.get("hushed", entered)),
    )


def _seat(node: Mapping[str, Any]) -> h.Seat:
    return h.Seat(str(node["id"]), str(node["name"]), str(node.get("kind", "village")))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host

"""How a conference is conducted, as JSON: told to the console, and read again by a hub that was
restarted. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from media.hub import chairing as c
from media.hub.chair_orders import READERS
from media.hub.scene import LAYOUTS

Json = dict[str, Any]


def report(conduct: c.Conduct, on_air: Sequence[str]) -> Json:
    """The fields of ``GET /v1/conference`` that are the chair's."""
    what = conduct.broadcast
    polling = conduct.polling
    return {
        "mode": conduct.mode.value,
        "program": {
            "layout": conduct.shown,
            "on_air": list(on_air),
            "chosen": conduct.layout,
            "places": list(conduct.places),
            "seated": list(conduct.seated),
        },
        "roll_call": conduct.roll_call and _roll_call(conduct.roll_call),
        "broadcast": what and {"source": what.source, "name": what.name},
        "polling": polling
        and {"nodes": list(polling.nodes), "every_s": polling.every_s, "at": conduct.polled},
        "voice_switch": {"on": conduct.voice_switch.on, "hold_s": conduct.voice_switch.hold_s},
        "banner": conduct.banner,
        "caption": conduct.caption,
        "floor": conduct.floor,
        "floor_was_forced": conduct.floor_was_forced,
        "floor_was_open": conduct.floor_was_open,
        "private": conduct.private,
        "chair": conduct.chair,
        "messages": [
            {"at": moment(one.at), "from": one.sender, "to": one.to, "text": one.text}
            for one in conduct.messages
        ],
    }


def record(it: c.Record) -> Json:
    """The event ``record``."""
    told: Json = {
        "event": "record", "at": moment(it.at), "act": it.act, "node": it.node, "text": it.text,
    }  # fmt: skip
    if it.result is not None:
        told["result"] = it.result
    if it.by_site:
        told["by"] = "site"
    if it.nodes:
        told["more"] = {"nodes": list(it.nodes)}
    return told


def written(letters: Sequence[c.Letter]) -> list[tuple[str, str, bool]]:
    """Text and moment of each, and whether a site wrote it: what a site is told of its own."""
    return [(one.text, moment(one.at), one.sender is not None) for one in letters]


def read(told: Mapping[str, Any]) -> c.Conduct:
    """From the last ``conference`` event of the hub before; what is not told is as at a start."""
    program = told.get("program") or {}
    chosen = str(program.get("chosen", "grid"))
    broadcast = READERS["broadcast"](told.get("broadcast") or {})
    polling = told.get("polling")
    switch = READERS["voice_switch"](told.get("voice_switch") or {"on": False})
    assert isinstance(broadcast, c.Broadcast)
    assert isinstance(switch, c.VoiceSwitch)
    return c.Conduct(
        layout=chosen if chosen in LAYOUTS else "grid",
        places=tuple(_id(one) for one in program.get("places") or ()),
        seated=tuple(map(str, program.get("seated") or ())),
        roll_call=_read_roll_call(told.get("roll_call")),
        broadcast=broadcast.what,
        polling=_read_polling(polling),
        polled=int(polling.get("at", 0)) if polling else 0,
        voice_switch=switch,
        banner=str(told.get("banner") or "")[: c.LONGEST_BANNER],
        caption=str(told.get("caption") or "")[: c.LONGEST_CAPTION],
        floor=_id(told.get("floor")),
        floor_was_forced=bool(told.get("floor_was_forced", False)),
        floor_was_open=bool(told.get("floor_was_open", True)),
        private=_id(told.get("private")),
        chair=_id(told.get("chair")),
        messages=tuple(_letter(one) for one in told.get("messages") or ()),
    )


def moment(unix: float) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    return datetime.fromtimestamp(unix, UTC).isoformat(timespec="milliseconds")


def _roll_call(walk: c.RollCallView) -> Json:
    return {
        "node": walk.called,
        "at": walk.at,
        "heard": walk.heard,
        "was_open": walk.was_open,
        "sheet": [
            {
                "node": one.node,
                "result": one.result and one.result.value,
                "at": None if one.at is None else moment(one.at),
                "took_s": one.took_s,
                "by_hand": one.by_hand,
            }
            for one in walk.entries
        ],
    }


def _read_roll_call(told: Mapping[str, Any] | None) -> c.RollCallView | None:
    if not told:
        return None
    entries = tuple(
        c.Entry(
            str(one["node"]),
            c.Result(one["result"]) if one.get("result") else None,
            _unix(one.get("at")),
            one.get("took_s"),
            bool(one.get("by_hand", False)),
        )
        for one in told["sheet"]
    )
    at = told.get("at")
    called = at if at is not None and 0 <= at < len(entries) else None
    return c.RollCallView(entries, called, was_open=bool(told.get("was_open", True)))


def _read_polling(told: Mapping[str, Any] | None) -> c.Polling | None:
    found = READERS["polling"](told) if told and told.get("nodes") else None
    return found if isinstance(found, c.Polling) else None


def _letter(told: Mapping[str, Any]) -> c.Letter:
    return c.Letter(
        _unix(told["at"]) or 0.0,
        _id(told.get("from")),
        _id(told.get("to")),
        str(told["text"])[: c.LONGEST_MESSAGE],
    )


def _unix(written: str | None) -> float | None:
    return None if written is None else round(datetime.fromisoformat(written).timestamp(), 3)


def _id(found: Any) -> str | None:
    return None if found is None else str(found)

"""The room: who is called, waits, takes part, may speak, and is on the program picture.

Pure. What happens goes in with the time, orders come out; how the room looks is a value made anew.
It knows no socket and no packet; ``hub.py`` carries out what it orders. The rules themselves:
``attendance.py`` (who comes and goes), ``floor.py`` (who may speak), ``roll_call.py``,
``directing.py`` (what is on the program), ``screen_sharing.py``, ``posting.py`` (what is written);
all upon the same ``standing.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from media.hub import attendance, conduct, directing, floor, posting, roll_call, screen_sharing
from media.hub import chairing as c
from media.hub import happening as h
from media.hub.attendance import RING_S
from media.hub.scene import ON_AIR
from media.hub.standing import Standing, Standings

__all__ = ["ON_AIR", "RING_S", "Room"]

Rule = Callable[[Standings, Any], list[h.Order]]


class Room:
    """One conference room. Not shared between threads. ``epoch`` added to the time it is told makes
    Unix seconds."""

    def __init__(self, epoch: float = 0.0) -> None:
        self._room = Standings(epoch)

    def apply(self, happening: h.Happening, now: float) -> list[h.Order]:
        """Take one thing in; the orders that follow from it, in order."""
        rule = RULES.get(type(happening))
        if rule is None:
            raise TypeError(f"nothing that happens to a room: {happening!r}")
        self._room.now = now
        orders = rule(self._room, happening)
        self._settle()
        return orders

    def tick(self, now: float) -> None:
        """Let time pass: unanswered calls end, microphones open, pictures take turns."""
        self._room.now = now
        attendance.tick(self._room)
        directing.tick(self._room)
        self._settle()

    def next_deadline(self) -> float | None:
        """When ``tick`` has something to do, in the time that was passed in."""
        found = (attendance.due(self._room), roll_call.due(self._room), directing.due(self._room))
        return min((due for due in found if due is not None), default=None)

    def take_records(self) -> list[c.Record]:
        """What happened since the last time, for the conference's record."""
        found = list(self._room.records)
        self._room.records.clear()
        return found

    def view(self) -> h.RoomView:
        room = self._room
        return h.RoomView(
            live=room.live,
            id=room.id,
            cases=room.cases,
            locked=room.locked,
            hush=room.hush,
            on_air=tuple(room.on_air),
            nodes=tuple(self._seen(id_, node) for id_, node in room.nodes.items()),
            share=room.share,
            room=room.own_name,
            mute_above=room.mute_above,
            conduct=conduct.of(room),
        )

    @property
    def live(self) -> bool:
        return self._room.live

    def _settle(self) -> None:
        floor.settle(self._room)
        screen_sharing.settle(self._room)
        directing.choose(self._room)

    def _seen(self, id_: str, node: Standing) -> h.NodeView:
        room = self._room
        return h.NodeView(
            id=id_,
            name=node.seat.name,
            place=room.place(node),
            mic=room.mic(id_, node),
            hand=node.hand,
            online=node.online,
            invited=node.invited,
            camera=node.camera,
            screen=node.screen,
            entered=node.entered,
            forced=node.forced,
            route=room.route(id_, node),
            own_open=node.own_open,
            excused=node.excused,
            hushed=node.hushed,
        )


def _spoke(room: Standings, it: h.Spoke) -> list[h.Order]:
    if it.node == h.ROOM:
        room.own_spoke = room.next()
    elif node := room.nodes.get(it.node):
        node.spoke = room.next()
        roll_call.heard(room, it.node)
    return []


def _roster(room: Standings, it: h.Roster) -> list[h.Order]:
    orders = attendance.roster(room, it)
    directing.forget_gone(room)
    return orders


def _restore(room: Standings, it: h.Restore) -> list[h.Order]:
    held = room.live
    orders = attendance.restore(room, it)
    if not held and room.live:
        conduct.take_up(room, it.conduct)
        directing.forget_gone(room)
        for id_ in room.nodes:  # who came back before the conference did
            orders += posting.recall(room, id_)
    return orders


RULES: Mapping[type, Rule] = {
    h.Roster: _roster,
    h.Arrived: attendance.arrived,
    h.Gone: attendance.gone,
    h.Offered: attendance.offered,
    h.MediaLost: attendance.media_lost,
    h.LeftCall: attendance.left_call,
    h.Start: attendance.start,
    h.End: attendance.end,
    h.Attach: attendance.attach,
    h.Call: attendance.call,
    h.Admit: attendance.admit,
    h.Remove: attendance.remove,
    h.Lock: attendance.lock,
    h.Restore: _restore,
    h.HandSet: floor.hand_set,
    h.MicSet: floor.mic_set,
    h.CameraSet: floor.camera_set,
    h.Spoke: _spoke,
    h.Mute: floor.mute,
    h.Unmute: floor.unmute,
    h.MuteAll: floor.mute_all,
    h.Share: directing.share,
    h.RoomPlace: directing.own_place,
    h.ScreenSet: screen_sharing.told,
    h.AllowScreen: screen_sharing.allow,
    c.CallMany: attendance.call_many,
    c.Redial: attendance.redial,
    c.Measured: roll_call.measured,
    c.RollCall: roll_call.roll_call,
    c.Step: roll_call.step,
    c.Mark: roll_call.mark,
    c.Broadcast: directing.broadcast,
    c.Polling: directing.polling,
    c.Cancel: directing.cancel,
    c.Layout: directing.layout,
    c.VoiceSwitch: directing.voice_switch,
    c.GiveFloor: floor.give_floor,
    c.TakeFloor: floor.take_floor,
    c.SelfUnmute: floor.self_unmute,
    c.LowerHand: floor.lower_hand,
    c.Private: floor.private,
    c.HandOver: floor.hand_over,
    c.SetBanner: posting.set_banner,
    c.SetCaption: posting.set_caption,
    c.Send: posting.send,
    c.Wrote: posting.wrote,
    c.Bell: posting.bell,
}

"""What is written and rung: banner, caption, messages, the bell. Pure, and bounded: people write
it."""

from __future__ import annotations

from media.hub import chairing as c
from media.hub import happening as h
from media.hub.chairing import LONGEST_BANNER, LONGEST_CAPTION, LONGEST_MESSAGE, Letter
from media.hub.standing import Standings

WRITE_EVERY_S = 0.5  # of one site; what comes faster is passed over


def set_banner(room: Standings, it: c.SetBanner) -> list[h.Order]:
    if not room.live:
        return room.refuse("banner")
    text = plain(it.text, LONGEST_BANNER)
    if text != room.banner:
        room.banner = text
        room.note("banner", text=text)
    return []


def set_caption(room: Standings, it: c.SetCaption) -> list[h.Order]:
    if not room.live:
        return room.refuse("caption")
    text = plain(it.text, LONGEST_CAPTION)
    if text != room.caption:
        room.caption = text
        room.note("caption", text=text)
    return []


def send(room: Standings, it: c.Send) -> list[h.Order]:
    text = plain(it.text, LONGEST_MESSAGE)
    if not room.known(it.node):
        return room.refuse("message", it.node)
    if not text:
        return room.refuse("message", it.node, "it is empty")
    room.messages.append(Letter(room.unix, None, it.node, text))
    room.note("message", it.node, text)
    return [
        c.Deliver(id_, text, room.unix)
        for id_, node in room.nodes.items()
        if node.online and (it.node == id_ or (it.node is None and node.invited))
    ]


def wrote(room: Standings, it: c.Wrote) -> list[h.Order]:
    """A site writes to the chair, from within the conference or from before its door."""
    node = room.nodes.get(it.node)
    text = plain(it.text, LONGEST_MESSAGE)
    if node is None or not room.live or not text or room.now - node.wrote_at < WRITE_EVERY_S:
        return []
    node.wrote_at = room.now
    room.messages.append(Letter(room.unix, it.node, None, text))
    room.note("message", it.node, text, by_site=True)
    return [c.Keep(it.node, text, room.unix)]


def recall(room: Standings, id_: str) -> list[h.Order]:
    """What a site wrote itself, what was written to it, and, where it is called in, what was
    written to all; of what other sites were told or wrote, nothing."""
    node = room.nodes.get(id_)
    if node is None or not node.online:
        return []
    letters = tuple(
        letter
        for letter in room.messages
        if letter.sender == id_
        or (letter.sender is None and (letter.to == id_ or (letter.to is None and node.invited)))
    )
    return [c.Recall(id_, letters)] if letters else []


def bell(room: Standings, it: c.Bell) -> list[h.Order]:
    if not room.known(it.node):
        return room.refuse("bell", it.node)
    room.note("bell", it.node)
    return [c.Ding(id_) for id_, _ in room.all_live() if it.node in (None, id_)]


def plain(text: str, longest: int) -> str:
    """One line of letters that can be shown, cut where it is too long."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())[:longest].rstrip()

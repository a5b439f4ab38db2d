"""Words over a picture, or instead of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from console.room_clock import room_now
from console.ui.picture import LivePicture
from console.ui.replay_words import replay_message, replay_picture, replay_texts
from console.ui.theme import Look
from console.ui.words import advice_text, age_text, reason_text, say
from media.board import Mark
from media.source import Connecting, Live, Lost, Off, Replaying, SourceState, Stale

PAST_PX = 3  # of the frame around a replay
SMALL_PX = 110  # lower areas get the strong line alone, in smaller type


@dataclass(frozen=True, slots=True)
class TileMessage:
    """A strong line, a quiet one, and whether it warns."""

    strong: str = ""
    quiet: str = ""
    warns: bool = False


NO_MESSAGE = TileMessage()


def paint_message(
    painter: QPainter, look: Look, message: TileMessage, area: QRect, plate: bool
) -> None:
    """In the middle of ``area``; on a dark plate where a picture is behind it."""
    small = area.height() < look.px(SMALL_PX)
    lines = [
        (text, size, strong)
        for text, size, strong in (
            (message.strong, "body" if small else "row", True),
            (message.quiet, "small", False),
        )
        if text and not (size == "small" and small and message.strong)
    ]
    if not lines:
        return
    room = area.adjusted(look.px(8), look.px(4), -look.px(8), -look.px(4))
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
    boxes = [
        look.metrics(size, strong).boundingRect(
            QRect(0, 0, max(room.width() - look.px(16), 20), 999), flags, text
        )
        for text, size, strong in lines
    ]
    high = sum(box.height() for box in boxes) + look.px(4) * (len(boxes) - 1)
    if high > room.height():
        _paint_line(painter, look, message, room, plate)
        return
    wide = max(box.width() for box in boxes)
    block = QRect(0, 0, wide, high)
    block.moveCenter(room.center())
    if plate:
        _paint_plate(painter, look, block)
    at = block.top()
    for (text, size, strong), box in zip(lines, boxes, strict=True):
        painter.setFont(look.font(size, strong))
        painter.setPen(look.colour(_tone(strong, plate, message.warns)))
        painter.drawText(QRect(block.left(), at, wide, box.height()), flags, text)
        at += box.height() + look.px(4)


def _paint_line(
    painter: QPainter, look: Look, message: TileMessage, room: QRect, plate: bool
) -> None:
    """What fits of it into one line, where there is no room for more."""
    metrics, most = look.metrics("small", strong=True), max(room.width(), 0)
    words = metrics.elidedText(message.strong or message.quiet, Qt.TextElideMode.ElideRight, most)
    block = QRect(0, 0, metrics.horizontalAdvance(words), metrics.height())
    block.moveCenter(room.center())
    if plate:
        painter.fillRect(block.adjusted(-look.px(3), 0, look.px(3), 0), look.colour("plate"))
    painter.setFont(look.font("small", strong=True))
    painter.setPen(look.colour(_tone(True, plate, message.warns)))
    painter.drawText(block, int(Qt.AlignmentFlag.AlignCenter), words)


def _paint_plate(painter: QPainter, look: Look, block: QRect) -> None:
    pad = look.px(12)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("plate"))
    painter.drawRoundedRect(block.adjusted(-pad, -pad * 2 // 3, pad, pad * 2 // 3), 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _tone(strong: bool, plate: bool, warns: bool) -> str:
    if plate:
        return "plate_amber" if strong and warns else ("plate_text" if strong else "plate_quiet")
    return "text" if strong else "quiet"


def frozen_text(state: SourceState, age_s: float | None) -> tuple[str, ...]:
    """When the picture stopped or was recorded, at length and in short; empty while it is live.
    ``age_s`` is that of the picture that is seen, None without one."""
    if isinstance(state, Replaying):
        return replay_texts(state)
    if age_s is None or isinstance(state, Live):
        return ()
    at = room_now() - timedelta(seconds=age_s)
    age = age_text(age_s)
    return (
        say("stopped {at} ({age} ago)").format(at=at.strftime("%H:%M:%S"), age=age),
        say("{age} ago").format(age=age),
    )


def paint_past(painter: QPainter, look: Look, area: QRect) -> None:
    """A frame in amber: a picture of the past is never taken for the present."""
    pen = QPen(look.lamp("amber"), look.px(PAST_PX))
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    half = pen.width() // 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(half, half, -half - 1, -half - 1))


def message_for(picture: LivePicture, now: float) -> TileMessage:
    """What is said of its state; nothing while it is live."""
    kept_s = picture.kept_age_s(now)
    match picture.state:
        case Replaying() as replay:
            return TileMessage(replay_message(replay), replay_picture(replay))
        case Live():
            return NO_MESSAGE
        case Stale(age_s):
            only_keys = picture.marks & Mark.KEYS_ONLY
            return TileMessage(
                say("picture stands {age}").format(age=age_text(age_s)),
                say("key pictures only") if only_keys else "",
                True,
            )
        case Connecting() if kept_s is not None:
            return TileMessage(say("picture stands {age}").format(age=age_text(kept_s)),
                            say("connecting …"), True)  # fmt: skip
        case Connecting():
            return TileMessage("", "" if picture.due_soon(now) else say("connecting …"))
        case Lost(trouble, detail, retry_at):
            next_try = ""
            if retry_at is not None:
                next_try = say("next try in {n} s").format(n=max(0, round(retry_at - now)))
            parts = (next_try, advice_text(trouble))
            return TileMessage(reason_text(trouble, detail), " · ".join(p for p in parts if p))
        case Off() if picture.feed is None:
            return TileMessage("", say("drag a camera here, or choose it at the left"))
        case Off():
            return TileMessage("", say("switched off"))

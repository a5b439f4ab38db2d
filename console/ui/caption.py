"""The caption row of a tile: lamp and name at the left, figures or the plain truth at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from console.ui.feed import Figures
from console.ui.lamps import lamp_of, lamp_pixmap
from console.ui.picture import LivePicture
from console.ui.theme import Look
from console.ui.words import effort_text, findings_text, reason_text, say
from media.board import Mark
from media.source import Connecting, Live, Lost, Replaying, Stale

NARROW_PX = 200  # below, the name alone
LOW_PX = 110
WIDE_PX = 460  # from here the stream is named too


class _Content(NamedTuple):
    lamp: str
    title: str
    right: tuple[str, ...]  # the same in fewer and fewer words: the first that fits is shown
    tone: str  # quiet | amber | red
    warns: bool = False  # a sign stands before the words, or alone where there is no room for them


def caption_height(look: Look, tile: QSize) -> int:
    """Rows get lower where tiles are small: the picture is the product."""
    if tile.height() < look.px(LOW_PX):
        return look.px(18) if look.density == "desk" else look.px(15)
    return look.px(26) if look.density == "desk" else look.px(21)


class Caption:
    """Painted into a pixmap when its words change, and copied from it otherwise."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._content = _Content("grey", "", ("",), "quiet")
        self._pixmap: QPixmap | None = None

    def set(
        self,
        picture: LivePicture,
        title: str,
        frozen: tuple[str, ...],
        now: float,
        wide: bool,
        detailed: bool = False,
    ) -> bool:
        """Take over what is to be said; whether the row changes. ``detailed``: all figures."""
        figures = _details(picture, now) if detailed else _figures(picture, now, wide)
        content = _content(picture, title, frozen, figures)
        if content == self._content:
            return False
        self._content = content
        self._pixmap = None
        return True

    def forget(self) -> None:
        self._pixmap = None

    def spoken(self) -> str:
        """The row in words, for screen readers."""
        return " · ".join(part for part in (self._content.title, self._content.right[0]) if part)

    def draw(self, painter: QPainter, rect: QRect, ratio: float) -> None:
        if self._pixmap is None:
            self._pixmap = self._drawn(rect.size(), ratio)
        painter.drawPixmap(rect.topLeft(), self._pixmap)

    def _drawn(self, size: QSize, ratio: float) -> QPixmap:
        look, content = self._look, self._content
        low = size.height() < look.px(22)
        pixmap = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(look.colour("surface"))
        painter = QPainter(pixmap)
        left, lamp = look.px(6 if low else 8), look.px(8)
        painter.drawPixmap(
            left, (size.height() - lamp) // 2, lamp_pixmap(look, content.lamp, lamp, ratio)
        )
        left += lamp + look.px(6)
        right = size.width() - look.px(8)
        if content.right[0] and size.width() >= look.px(NARROW_PX):
            right = self._draw_right(painter, left, right, size.height(), ratio)
        elif content.warns:
            right = self._draw_sign(painter, right, size.height(), ratio)
        self._draw_title(painter, left, right, size.height(), low)
        painter.end()
        return pixmap

    def _draw_right(self, painter: QPainter, left: int, right: int, high: int, ratio: float) -> int:
        look, content = self._look, self._content
        metrics = look.metrics("small")
        name = look.metrics("body", strong=True).horizontalAdvance(content.title) + look.px(8)
        room = max((right - left) * 3 // 5, right - left - name)
        words = next(
            (words for words in content.right if metrics.horizontalAdvance(words) <= room),
            metrics.elidedText(content.right[-1], Qt.TextElideMode.ElideRight, max(room, 0)),
        )
        wide = metrics.horizontalAdvance(words)
        painter.setFont(look.font("small"))
        painter.setPen(
            look.colour("quiet") if content.tone == "quiet" else look.lamp_text(content.tone)
        )
        painter.drawText(QRect(right - wide, 0, wide + 2, high), _MIDDLE, words)
        if content.warns:
            return self._draw_sign(painter, right - wide - look.px(5), high, ratio)
        return right - wide - look.px(8)

    def _draw_sign(self, painter: QPainter, right: int, high: int, ratio: float) -> int:
        size = self._look.px(9)
        sign = lamp_pixmap(self._look, "amber", size, ratio)
        painter.drawPixmap(right - size, (high - size) // 2, sign)
        return right - size - self._look.px(8)

    def _draw_title(self, painter: QPainter, left: int, right: int, high: int, low: bool) -> None:
        look = self._look
        size = "small" if low else "body"
        words = look.metrics(size, strong=True).elidedText(
            self._content.title, Qt.TextElideMode.ElideRight, max(right - left, 0)
        )
        painter.setFont(look.font(size, strong=True))
        painter.setPen(look.colour("text"))
        painter.drawText(QRect(left, 0, max(right - left, 0) + 2, high), _MIDDLE, words)


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _content(
    picture: LivePicture,
    title: str,
    frozen: tuple[str, ...],
    figures: tuple[str, ...],
) -> _Content:
    lamp = lamp_of(picture.state)
    findings = picture.feed.figures().findings if picture.feed is not None else ()
    match picture.state:
        case Live() if findings:
            return _Content(lamp, title, _warning(findings, figures), "amber", True)
        case Live():
            return _Content(lamp, title, figures, "quiet")
        case Stale() | Replaying():
            return _Content(lamp, title, frozen, "amber")
        case Lost(trouble, detail):
            return _Content(lamp, title, frozen or (reason_text(trouble, detail),), "red")
        case Connecting():
            return _Content(lamp, title, frozen or (say("connecting …"),), "quiet")
        case _:
            return _Content(lamp, title or say("empty"), ("",), "quiet")


def _warning(findings: Sequence[str], figures: tuple[str, ...]) -> tuple[str, ...]:
    """What is wrong before what is measured; then less and less of it."""
    both = tuple(f"{findings_text(findings)}   {each}" for each in figures if each)
    counts = range(len(findings), 0, -1)
    return (*both, *(findings_text(findings[:count]) for count in counts))


def _figures(picture: LivePicture, now: float, wide: bool) -> tuple[str, ...]:
    if not isinstance(picture.state, Live):
        return ("",)
    rate = f"{picture.rate(now):.1f}"
    words = [rate, f"{round(picture.age_s * 1000)} ms"]
    if picture.marks & Mark.KEYS_ONLY:
        words.insert(0, say("key pictures only"))
    elif picture.marks & Mark.PREVIEW:
        words.insert(0, say("preview"))
    elif wide and picture.feed is not None:
        words.insert(0, _stream_text(picture.feed.figures()))
    return ("  ".join(word for word in words if word), rate)


def _details(picture: LivePicture, now: float) -> tuple[str, ...]:
    """All that is measured of a live picture, the most telling first; then less and less of it."""
    if not isinstance(picture.state, Live) or picture.feed is None:
        return ("",)
    figures = picture.feed.figures()
    words = [
        f"{picture.rate(now):.1f}",
        f"{round(picture.age_s * 1000)} ms",
        effort_text(figures.effort),
        say("lost {n}").format(n=figures.dropped) if figures.dropped else "",
        f"{figures.kbps:.0f} kbit/s" if figures.kbps else "",
        f"{figures.width}x{figures.height} {figures.codec.upper()}" if figures.width else "",
        say("delay {n} ms").format(n=figures.delay_ms) if figures.delay_ms is not None else "",
    ]
    told = [word for word in words if word]
    return tuple("  ".join(told[:count]) for count in range(len(told), 0, -1))


def _stream_text(figures: Figures) -> str:
    names = {"main": say("main stream"), "sub": say("sub stream"), "program": say("program")}
    size = f"{figures.height}p" if figures.height else ""
    return " ".join(part for part in (names.get(figures.stream, ""), size) if part)

"""The caption row of a tile: lamp and name at the left, figures or the plain truth at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from console.ui.feed import Figures
from console.ui.finding_words import findings_text
from console.ui.lamps import draw_loudspeaker, lamp_of, lamp_pixmap
from console.ui.picture import LivePicture
from console.ui.theme import Look
from console.ui.words import N, effort_text, heard_text, reason_text, say, transport_text
from media.board import Mark
from media.source import Connecting, Live, Lost, Replaying, Stale

NARROW_PX = 200  # below, the name alone
LOW_PX = 110
SOUNDING = ("waiting", "playing")
WIDE_PX = 460  # from here the stream is named too


class Kept(NamedTuple):
    """What is done with a source besides showing it. ``recording``: ``on``, ``held`` (wanted, and
    not possible now, and ``why``, in words) or empty. ``clip_s``: so many seconds until a clip is
    whole. ``shared``: every site of the conference sees it, and nothing else if ``broadcast``."""

    recording: str = ""
    clip_s: int | None = None
    why: str = ""
    shared: bool = False
    broadcast: bool = False


NOTHING_KEPT = Kept()


class _Content(NamedTuple):
    lamp: str
    title: str
    right: tuple[str, ...]  # the same in fewer and fewer words: the first that fits is shown
    tone: str  # quiet | amber | red | past
    kept: Kept = NOTHING_KEPT
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
        self.heard = ""

    def set(
        self,
        picture: LivePicture,
        title: str,
        frozen: tuple[str, ...],
        now: float,
        wide: bool,
        detailed: bool = False,
        kept: Kept = NOTHING_KEPT,
    ) -> bool:
        """Take over what is to be said; whether the row changes. ``detailed``: all figures."""
        figures = _details(picture, now) if detailed else _figures(picture, now, wide)
        content = _content(picture, title, frozen, figures, picture.due_soon(now))
        if content.tone == "past":  # that it is recorded is said of the present
            kept = Kept(clip_s=kept.clip_s)
        content = content._replace(kept=kept)
        if content == self._content:
            return False
        self._content = content
        self._pixmap = None
        return True

    def set_heard(self, state: str) -> bool:
        """Sign and word of a camera that is listened to: ``waiting``, ``playing``, ``none`` or
        ``fault``; empty: it is not. Whether that is news."""
        if state == self.heard:
            return False
        self.heard = state
        self._pixmap = None
        return True

    def forget(self) -> None:
        self._pixmap = None

    def spoken(self) -> str:
        """The row in words, for screen readers."""
        content = self._content
        kept = (words[0] for words, _ in _marks(content.kept))
        parts = (content.title, *kept, heard_text(self.heard), content.right[0])
        return " · ".join(part for part in parts if part)

    def draw(self, painter: QPainter, rect: QRect, ratio: float) -> None:
        if self._pixmap is None:
            self._pixmap = self._drawn(rect.size(), ratio)
        painter.drawPixmap(rect.topLeft(), self._pixmap)

    def _drawn(self, size: QSize, ratio: float) -> QPixmap:
        look, content = self._look, self._content
        low = size.height() < look.px(22)
        pixmap = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        past = content.tone == "past"
        pixmap.fill(look.lamp("amber") if past else look.colour("surface"))
        painter = QPainter(pixmap)
        left, lamp = look.px(6 if low else 8), look.px(8)
        if past:
            _draw_rewind(painter, look, QRectF(left, (size.height() - lamp) / 2, lamp, lamp))
        else:
            painter.drawPixmap(
                left, (size.height() - lamp) // 2, lamp_pixmap(look, content.lamp, lamp, ratio)
            )
        left += lamp + look.px(6)
        if self.heard:
            left = self._draw_heard(painter, left, size)
        right = size.width() - look.px(8)
        left = self._draw_marks(painter, left, right, size.height(), low)
        if content.right[0] and size.width() >= look.px(NARROW_PX):
            right = self._draw_right(painter, left, right, size.height(), ratio)
        elif content.warns:
            right = self._draw_sign(painter, right, size.height(), ratio)
        self._draw_title(painter, left, right, size.height(), low)
        painter.end()
        return pixmap

    def _draw_heard(self, painter: QPainter, left: int, size: QSize) -> int:
        """A loudspeaker, and the word for its sound where there is room."""
        look = self._look
        tone = look.colour("accent") if self.heard in SOUNDING else look.lamp_text("amber")
        high = look.px(11)
        box = QRectF(left, (size.height() - high) / 2, high, high)
        draw_loudspeaker(painter, box, tone, self.heard == "playing")
        left += high + look.px(5)
        if size.width() < look.px(NARROW_PX):
            return left
        words = heard_text(self.heard)
        wide = look.metrics("small").horizontalAdvance(words)
        painter.setFont(look.font("small"))
        painter.setPen(tone)
        painter.drawText(QRect(left, 0, wide + 2, size.height()), _MIDDLE, words)
        return left + wide + look.px(8)

    def _draw_right(self, painter: QPainter, left: int, right: int, high: int, ratio: float) -> int:
        look, content = self._look, self._content
        metrics = look.metrics("small")
        name = look.metrics("body", strong=True).horizontalAdvance(content.title) + look.px(8)
        # the name comes first where marks have taken of its room
        most = (right - left) * 3 // 5 if content.kept == NOTHING_KEPT else (right - left) // 4
        room = max(most, right - left - name)
        words = next(
            (words for words in content.right if metrics.horizontalAdvance(words) <= room),
            metrics.elidedText(content.right[-1], Qt.TextElideMode.ElideRight, max(room, 0)),
        )
        wide = metrics.horizontalAdvance(words)
        painter.setFont(look.font("small"))
        painter.setPen(self._colour_at_right())
        painter.drawText(QRect(right - wide, 0, wide + 2, high), _MIDDLE, words)
        if content.warns:
            return self._draw_sign(painter, right - wide - look.px(5), high, ratio)
        return right - wide - look.px(8)

    def _colour_at_right(self) -> QColor:
        match self._content.tone:
            case "past":
                return self._look.colour("on_colour")
            case "quiet":
                return self._look.colour("quiet")
            case tone:
                return self._look.lamp_text(tone)

    def _draw_marks(self, painter: QPainter, left: int, right: int, high: int, low: bool) -> int:
        """That it is recorded: a red dot with a word, a ring in amber where it cannot be, and why
        where there is room."""
        look, past = self._look, self._content.tone == "past"
        metrics, dot = look.metrics("small", strong=True), look.px(8)
        for (*longer, words), tone in _marks(self._content.kept):
            for each in longer:
                if metrics.horizontalAdvance(each) <= (right - left) * 3 // 5:
                    words = each
            wide = dot + look.px(4) + metrics.horizontalAdvance(words)
            if left + wide > right - look.px(24):
                break
            box = QRectF(left, (high - dot) / 2, dot, dot)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lamp = look.colour("on_colour") if past else look.lamp(tone)
            painter.setPen(QPen(lamp, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush if tone == "amber" else lamp)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setFont(look.font("small", strong=True))
            painter.setPen(lamp if past else look.lamp_text(tone))
            painter.drawText(QRect(left + dot + look.px(4), 0, wide, high), _MIDDLE, words)
            left += wide + look.px(6 if low else 8)
        return left

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
        past = self._content.tone == "past"
        painter.setPen(look.colour("on_colour" if past else "text"))
        painter.drawText(QRect(left, 0, max(right - left, 0) + 2, high), _MIDDLE, words)


def _draw_rewind(painter: QPainter, look: Look, box: QRectF) -> None:
    """Two triangles that point back, where the lamp of a live picture is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("on_colour"))
    half = box.width() / 2
    for left in (box.left(), box.left() + half):
        tip = QPointF(left, box.center().y())
        above, below = QPointF(left + half, box.top()), QPointF(left + half, box.bottom())
        painter.drawPolygon(QPolygonF([tip, above, below]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _marks(kept: Kept) -> list[tuple[tuple[str, ...], str]]:
    """(words and fewer words, tone) of what is kept."""
    marks: list[tuple[tuple[str, ...], str]] = []
    waits = say("REC waits")
    if kept.shared:
        marks.append(((say("shared"),), "green"))
    if kept.recording == "on":
        marks.append(((say("REC"),), "red"))
    elif kept.recording and kept.why:
        full = say("REC waits: {reason}").format(reason=kept.why)
        marks.append(((full, waits), "amber"))
    elif kept.recording:
        marks.append(((waits,), "amber"))
    if kept.clip_s is not None:
        marks.append(((say("clip {n} s").format(n=kept.clip_s),), "red"))
    return marks


def _content(
    picture: LivePicture,
    title: str,
    frozen: tuple[str, ...],
    figures: tuple[str, ...],
    soon: bool,
) -> _Content:
    lamp = lamp_of(picture.state)
    findings = picture.feed.figures().findings if picture.feed is not None else ()
    match picture.state:
        case Live() if findings:
            return _Content(lamp, title, _warning(findings, figures), "amber", warns=True)
        case Live() if picture.marks & Mark.DAMAGED:
            return _Content(lamp, title, figures, "amber", warns=True)
        case Live():
            return _Content(lamp, title, figures, "quiet")
        case Stale():
            return _Content(lamp, title, frozen, "amber")
        case Replaying():
            return _Content(lamp, title, frozen, "past")
        case Lost(trouble, detail):
            return _Content(lamp, title, frozen or (reason_text(trouble, detail),), "red")
        case Connecting():
            waits = "" if soon else say("connecting …")
            return _Content(lamp, title, frozen or (waits,), "quiet")
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
    words = [rate, f"{round(picture.age_s(now) * 1000)} ms"]
    if warned := _warned(picture.marks):
        return tuple("  ".join((*warned, *words[at:])) for at in range(3))
    if picture.marks & Mark.PREVIEW:
        words.insert(0, say("preview"))
    elif wide and picture.feed is not None:
        words.insert(0, _stream_text(picture.feed.figures()))
    return ("  ".join(word for word in words if word), rate)


def _warned(marks: Mark) -> list[str]:
    """What has to be said of a live picture, however narrow its tile."""
    told = ((Mark.DAMAGED, N("damaged")), (Mark.KEYS_ONLY, N("key pictures only")))
    return [say(text) for mark, text in told if marks & mark]


def _details(picture: LivePicture, now: float) -> tuple[str, ...]:
    """All that is measured of a live picture, the most telling first; then less and less of it."""
    if not isinstance(picture.state, Live) or picture.feed is None:
        return ("",)
    figures = picture.feed.figures()
    way = transport_text(figures.transport, figures.instead_of)
    words = [
        say("damaged") if picture.marks & Mark.DAMAGED else "",
        f"{picture.rate(now):.1f}",
        f"{round(picture.age_s(now) * 1000)} ms",
        effort_text(figures.effort),
        *(say(text).format(n=count) for text, count in _lost(figures) if count),
        way if figures.instead_of else "",
        f"{figures.kbps:.0f} kbit/s" if figures.kbps else "",
        f"{figures.width}x{figures.height} {figures.codec.upper()}" if figures.width else "",
        say("delay {n} ms").format(n=figures.delay_ms) if figures.delay_ms is not None else "",
        *_coding(figures),
        "" if figures.instead_of else way,
        say("decoded by {device}").format(device=figures.device) if figures.device else "",
    ]
    told = [word for word in words if word]
    return tuple("  ".join(told[:count]) for count in range(len(told), 0, -1))


def _coding(figures: Figures) -> Iterator[str]:
    """What the camera's encoder costs: time by B frames, and waiting for the next key picture."""
    if figures.held_back:
        yield say("B frames: {n} held back").format(n=figures.held_back)
    if figures.key_interval_s:
        yield say("key picture each {n} s").format(n=f"{figures.key_interval_s:g}")


def _lost(figures: Figures) -> tuple[tuple[str, int], ...]:
    return (
        (N("{n} dropped"), figures.dropped),
        (N("{n} spoilt"), figures.errors),
        (N("{n} packets lost"), figures.lost_packets),
        (N("{n} reconnections"), figures.reconnects),
    )


def _stream_text(figures: Figures) -> str:
    names = {"main": say("main stream"), "sub": say("sub stream"), "program": say("program")}
    size = f"{figures.height}p" if figures.height else ""
    return " ".join(part for part in (names.get(figures.stream, ""), size) if part)

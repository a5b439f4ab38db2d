"""The program's picture as it is put together: cells, names, marks, in the encoder's own planes."""

from __future__ import annotations

from dataclasses import dataclass, field

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Interpolation, VideoReformatter

from media.hub import caption
from media.hub.caption import Colour, Plate, fitting, luma_chroma, plate
from media.hub.pictures import Picture
from media.hub.scene import Cell, arranged, beside, fit, moved
from media.hub.shared import Newest
from media.source import FILE, SourceKind

WIDTH, HEIGHT = 1280, 720
BANNER = CAPTION = 48  # px of height, at the top and at the foot
LETTERS = 30  # px in these strips; smaller where the text is long
EDGE = 4  # px around who speaks; two of them lie between cells
SHARPLY = 0.5  # shrunk no further than this, a page is sharper by another way than pictures are
_SHARED = "*shared"  # no id of a site
_MOVING = (f"{SourceKind.CAMERA.value}:", FILE)  # what is no page


@dataclass(frozen=True, slots=True)
class Shot:
    """One site on the program. ``picture`` None: not there yet."""

    node: str
    name: str
    picture: Picture | None
    speaking: bool = False


@dataclass(frozen=True, slots=True)
class Frameless:
    """What stands on the program besides the sites."""

    title: str
    line: str  # said when nobody is on air
    simulated: str = ""  # the mark; empty: it is real
    shared: str = ""  # before the name of what is shared
    waits: str = ""  # said where its picture is not there yet,
    stopped: str = ""  # and where it is not the present one
    banner: str = ""  # above everything
    caption: str = ""  # below everything


@dataclass(frozen=True, slots=True)
class Large:
    """What is shared. ``newest`` None: no picture yet; not ``live``: it is an old one."""

    source: str
    name: str
    newest: Newest | None = None
    live: bool = False

    @property
    def page(self) -> bool:
        """Whether its writing has to be read: a screen, a window, a case's card."""
        return not self.source.startswith(_MOVING)


@dataclass
class Canvas:
    """Draws only what changed. Belongs to one thread. Everything is thought in ``WIDTH`` by
    ``HEIGHT``; ``scale`` is how much larger it is drawn."""

    scale: float = 1.0
    drawn: int = field(default=0, init=False)
    places: dict[str, Cell] = field(default_factory=dict, init=False)  # where each site is
    _seats: tuple[str, ...] | None = field(default=None, init=False)
    _last: dict[str, tuple[object, ...]] = field(default_factory=dict, init=False)
    _scalers: dict[str, VideoReformatter] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._planes = tuple(
            np.zeros((self.height // part, self.width // part), np.uint8) for part in (1, 2, 2)
        )

    @property
    def width(self) -> int:
        return round(WIDTH * self.scale)

    @property
    def height(self) -> int:
        return round(HEIGHT * self.scale)

    def draw(
        self,
        shots: tuple[Shot, ...],
        around: Frameless,
        large: Large | None = None,
        layout: str = "grid",
    ) -> None:
        """Bring the picture up to date: the sites alone, or the first of them beside ``large``."""
        shared = (large.source, large.name) if large is not None else ()
        seats = (
            *(shot.node for shot in shots), "|", around.title, around.line, around.simulated,
            around.banner, around.caption, layout, *shared,
        )  # fmt: skip
        if seats != self._seats:
            self._begin(shots, around, large is None)
            self._seats = seats
        top = BANNER if around.banner else 0
        high = HEIGHT - top - (CAPTION if around.caption else 0)
        if large is None:
            places = arranged(layout, len(shots), WIDTH, high, 2 * EDGE)
        else:
            room, places = beside(len(shots), WIDTH, high, 2 * EDGE, large.page)
            self._draw_large(large, moved(room, top), around)
        covered = False
        for shot, place in zip(shots, places, strict=False):
            cell = moved(place, top)
            number = shot.picture.number if shot.picture else 0
            now = (cell, number, shot.speaking, shot.name, id(shot.picture))
            if self._last.get(shot.node) != now or covered:
                self._last[shot.node] = now
                self._draw_shot(shot, cell)
                self._mark(around)
                covered = layout == "pip"  # the next one lies on it

    def frame(self, pts: int) -> av.VideoFrame:
        """The picture as a frame of its own, at this time of the 90 kHz clock."""
        frame = av.VideoFrame(self.width, self.height, "yuv420p")
        for plane, pixels in zip(frame.planes, self._planes, strict=True):
            rows = np.frombuffer(memoryview(plane), np.uint8)
            rows = rows.reshape(plane.height, plane.line_size)
            rows[:, : plane.width] = pixels
        frame.pts = pts
        return frame

    def pixels(self) -> tuple[npt.NDArray[np.uint8], ...]:
        """The planes as they are, not a copy."""
        return self._planes

    def _begin(self, shots: tuple[Shot, ...], around: Frameless, sites_alone: bool) -> None:
        self.places = {}
        self._last.clear()
        kept = {_SHARED, *(shot.node for shot in shots)}
        self._scalers = {node: s for node, s in self._scalers.items() if node in kept}
        self._fill(Cell(0, 0, WIDTH, HEIGHT), caption.GROUND)
        if sites_alone and not shots:
            title = plate(around.title, 56, caption.TEXT, caption.GROUND)
            line = plate(around.line, 28, caption.QUIET, caption.GROUND)
            self._lay(title, (WIDTH - title.width) // 2, HEIGHT // 2 - title.height)
            self._lay(line, (WIDTH - line.width) // 2, HEIGHT // 2 + 20)
        if around.banner:
            self._strip(around.banner, Cell(0, 0, WIDTH, BANNER), caption.BANNER)
        if around.caption:
            foot = Cell(0, HEIGHT - CAPTION, WIDTH, CAPTION)
            self._strip(around.caption, foot, caption.SURFACE)
        self._mark(around)

    def _strip(self, text: str, cell: Cell, ground: Colour) -> None:
        """A line of words over the whole width, which no picture lies on."""
        self._fill(cell, ground)
        words = fitting(text, LETTERS, cell.width - 2 * EDGE, caption.TEXT, ground)
        down = (cell.height - words.height) // 2
        self._lay(words, max((cell.width - words.width) // 2, 0), cell.y + down)

    def _mark(self, around: Frameless) -> None:
        if around.simulated:
            mark = plate(around.simulated, 20, caption.ON_ACCENT, caption.AMBER)
            top = BANNER if around.banner else 0
            self._lay(mark, WIDTH - mark.width - 12, top + 12)

    def _draw_shot(self, shot: Shot, cell: Cell) -> None:
        self.drawn += 1
        self.places[shot.node] = cell
        edge = Cell(cell.x - EDGE, cell.y - EDGE, cell.width + 2 * EDGE, cell.height + 2 * EDGE)
        self._fill(edge, caption.ACCENT if shot.speaking else caption.GROUND)
        self._fill(cell, caption.SURFACE)
        if shot.picture is not None:
            self._place(shot, fit(cell, shot.picture.frame.width, shot.picture.frame.height))
        size = max(14, min(30, cell.height // 14))
        colours = (
            (caption.ON_ACCENT, caption.ACCENT)
            if shot.speaking
            else (caption.TEXT, caption.SURFACE)
        )
        name = plate(_short(shot.name, cell.width // size - 1), size, *colours)
        self._lay(name, cell.x + 8, cell.y + cell.height - name.height - 8)

    def _draw_large(self, large: Large, cell: Cell, around: Frameless) -> None:
        newest, place = large.newest, _place_of(large, cell)
        now = (cell, newest.number if newest else None, large.live)
        if self._last.get(_SHARED) == now:
            return
        if newest is None:
            self._fill(cell, caption.SURFACE)
        elif not self._show(newest, cell, place, large.page) and large.live:
            return  # it was overwritten meanwhile: the next one is there already
        self._last[_SHARED] = now
        self.drawn += 1
        if not large.live:
            self._dim(cell)
            colours = (
                (caption.ON_ACCENT, caption.AMBER) if newest else (caption.TEXT, caption.GROUND)
            )
            words = plate(around.stopped if newest else around.waits, 34, *colours)
            self._lay(
                words,
                cell.x + (cell.width - words.width) // 2,
                cell.y + (cell.height - words.height) // 2,
            )
        name = plate(_short(f"{around.shared} {large.name}".strip(), 40), 24, caption.TEXT)
        top = cell.y + cell.height - name.height - 8
        if not (large.page and large.live) or place.y + place.height <= top:  # no writing is hidden
            self._lay(name, cell.x + 8, top)
        self._mark(around)

    def _show(self, newest: Newest, cell: Cell, place: Cell, page: bool) -> bool:
        """Whether the picture was whole until it was taken over."""
        sharp = page and place.width * self.scale > newest.frame.width * SHARPLY
        way = Interpolation.BICUBIC if sharp else Interpolation.BILINEAR
        scaled = self._scaled(_SHARED, newest.frame, place, way)
        if not newest.valid():
            return False
        self._fill(cell, caption.GROUND)
        self._put(scaled, place)
        return True

    def _dim(self, cell: Cell) -> None:
        """Dark and nearly grey: what is there is not the present."""
        cell = self._drawn(cell)
        for part, pixels in enumerate(self._planes):
            half = 1 if part == 0 else 2
            there = pixels[
                cell.y // half : (cell.y + cell.height) // half,
                cell.x // half : (cell.x + cell.width) // half,
            ]
            there[:] = there // 3 + 10 if part == 0 else there // 4 + 96

    def _place(self, shot: Shot, cell: Cell) -> None:
        assert shot.picture is not None
        self._put(self._scaled(shot.node, shot.picture.frame, cell), cell)

    def _scaled(
        self,
        what: str,
        frame: av.VideoFrame,
        cell: Cell,
        way: Interpolation = Interpolation.BILINEAR,
    ) -> av.VideoFrame:
        cell = self._drawn(cell)
        scaler = self._scalers.setdefault(what, VideoReformatter())
        return scaler.reformat(
            frame, cell.width, cell.height, "yuv420p", interpolation=way, threads=1
        )

    def _drawn(self, cell: Cell) -> Cell:
        """Where a place is in the pixels, even as they are stored."""
        if self.scale == 1:
            return cell
        left, top = _even(cell.x * self.scale), _even(cell.y * self.scale)
        right = _even((cell.x + cell.width) * self.scale)
        bottom = _even((cell.y + cell.height) * self.scale)
        return Cell(left, top, max(right - left, 2), max(bottom - top, 2))

    def _put(self, scaled: av.VideoFrame, cell: Cell) -> None:
        cell = self._drawn(cell)
        for part, (plane, pixels) in enumerate(zip(scaled.planes, self._planes, strict=True)):
            half = 1 if part == 0 else 2
            rows = np.frombuffer(memoryview(plane), np.uint8)
            rows = rows.reshape(plane.height, plane.line_size)[:, : plane.width]
            y, x = cell.y // half, cell.x // half
            pixels[y : y + plane.height, x : x + plane.width] = rows

    def _lay(self, shown: Plate, x: int, y: int) -> None:
        shown = shown.scaled(self.scale)
        x, y = _even(x * self.scale), _even(y * self.scale)
        for part, (plane, pixels) in enumerate(zip(shown.planes, self._planes, strict=True)):
            half = 1 if part == 0 else 2
            at_y, at_x = max(y // half, 0), max(x // half, 0)
            room = pixels[at_y : at_y + plane.shape[0], at_x : at_x + plane.shape[1]]
            room[:] = plane[: room.shape[0], : room.shape[1]]

    def _fill(self, cell: Cell, colour: Colour) -> None:
        cell = self._drawn(cell)
        left, top = max(cell.x, 0), max(cell.y, 0)
        right, bottom = min(cell.x + cell.width, self.width), min(cell.y + cell.height, self.height)
        for half, pixels, value in zip((1, 2, 2), self._planes, luma_chroma(colour), strict=True):
            pixels[top // half : bottom // half, left // half : right // half] = value


def _place_of(large: Large, cell: Cell) -> Cell:
    """In the middle; a page at the top: what is left below is for its name."""
    if large.newest is None:
        return cell
    place = fit(cell, large.newest.frame.width, large.newest.frame.height)
    return Cell(place.x, cell.y, place.width, place.height) if large.page else place


def _even(value: float) -> int:
    return int(value) // 2 * 2


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: max(most - 1, 1)] + "…"

"""``make screenshots``: every main view of the program on the demo town, into docs/pictures.

``python -m bench.screenshots --sizes 1280x720,… --languages zh,en --only VIEW,… --into DIR
--colours light``.
The real program runs on a virtual screen of each size, and is driven by keys and mouse.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import cv2

from bench import case_views, conference_views, pages, views
from bench.hand import Hand
from bench.views import Stage
from console.ui.theme import PALETTES
from tests.stage.room import Town, a_room, a_town
from tests.stage.screen import Screen

SIZES = ("1280x720", "1920x1080", "3840x2160", "7680x1080")
LANGUAGES = ("zh", "en")
DESK = {**views.DESK, **conference_views.CONFERENCE_VIEWS, **case_views.CASE_VIEWS}
VIEWS = (*DESK, "wall16", "wall64", "welcome", "remote", "join")
WALLS = {"wall16": ("4x4", 16), "wall64": ("8x8", 64)}
WALL_ONLY = "7680x1080"
PAGES_AT = "1920x1080"  # the pages on a phone are kept beside these
SCALES = {"3840x2160": 1.5}  # of a desk, as a desktop sets it on a screen of 27 inches
QUALITY = 65


def main(words: Sequence[str]) -> int:
    asked = _parse(words)
    os.environ["TZ"] = "Asia/Shanghai"  # where the demo town lies
    time.tzset()
    missed = 0
    for size in asked.sizes:
        with (
            tempfile.TemporaryDirectory(prefix="screenshots-") as name,
            a_town(Path(name)) as town,
        ):
            views.prepare(town, asked.colours)
            case_views.prepare(town)
            for language in asked.languages:
                missed += Walk(asked, Path(name), town, size, language).all()
    return 1 if missed else 0


class Walk:
    """All views of one size in one language."""

    def __init__(
        self, asked: argparse.Namespace, folder: Path, town: Town, size: str, language: str
    ) -> None:
        self._only, self._folder, self._town = asked.only, folder, town
        self._size, self._language = size, language
        self._into = asked.into / size / language
        self._into.mkdir(parents=True, exist_ok=True)
        self._missed = 0

    def all(self) -> int:
        """How many could not be had."""
        width, height = (int(side) for side in self._size.split("x"))
        with Screen(
            self._folder / f"screen-{self._size}-{self._language}", width, height
        ) as screen:
            desk = [name for name in (*DESK, *pages.PAGES) if name in self._only]
            if desk and self._size != WALL_ONLY:
                self._try("desk", partial(self._desk, screen, desk))
            for name, (layout, tiles) in WALLS.items():
                if name in self._only:
                    self._try(name, partial(self._wall, screen, name, layout, tiles))
            if "welcome" in self._only and self._size != WALL_ONLY:
                self._try("welcome", partial(self._welcome, screen))
        return self._missed

    def _desk(self, screen: Screen, names: Sequence[str]) -> None:
        scale = SCALES.get(self._size, 1.0)
        environment = {"QT_SCALE_FACTOR": str(scale)} if scale != 1 else {}
        words = self._words(scale)
        with (
            a_room(
                self._town, screen, self._folder, *words, invite=True, environment=environment
            ) as room,
            Hand(screen.display) as hand,
        ):
            stage = Stage(room, hand, scale, self._keeper(screen), self._folder, self._language)
            room.wait_live(9)
            # without a window manager a window takes the keyboard when it was clicked
            screen.click(*stage.middle(0))
            views.dress(stage)
            for name in names:
                if name in DESK:
                    self._try(name, partial(DESK[name], stage))
                elif self._size == PAGES_AT:
                    self._try(name, partial(pages.PAGES[name], stage, self._into))

    def _welcome(self, screen: Screen) -> None:
        scale = SCALES.get(self._size, 1.0)
        pages.welcome(screen, self._folder, self._language, scale, self._keeper(screen))

    def _wall(self, screen: Screen, name: str, layout: str, tiles: int) -> None:
        words = (*self._words(1.0), "--view", "wall", "--layout", layout)
        with a_room(self._town, screen, self._folder, *words) as room:
            room.wait_live(tiles)
            with views.one_lost(room, tiles):
                self._keeper(screen)(name)

    def _words(self, scale: float) -> tuple[str, ...]:
        width, height = (round(int(side) / scale) for side in self._size.split("x"))
        return ("--windowed", f"{width}x{height}", "--language", self._language)

    def _keeper(self, screen: Screen) -> Callable[[str], None]:
        def keep(name: str) -> None:
            picture = screen.pixels[:, :, :3].copy()
            cv2.imwrite(
                str(self._into / f"{name}.webp"), picture, [cv2.IMWRITE_WEBP_QUALITY, QUALITY]
            )
            if (name, self._size, self._language) == ("desk", "1920x1080", "zh"):
                screen.save(self._into.parents[1] / "desk.png")
            print(f"  {self._size} {self._language} {name}", file=sys.stderr, flush=True)

        return keep

    def _try(self, name: str, view: Callable[[], None]) -> None:
        """One view that cannot be had does not take the others along."""
        try:
            view()
        except (AssertionError, OSError):
            self._missed += 1
            print(f"  {self._size} {self._language} {name}: missed", file=sys.stderr)
            traceback.print_exc()
            log = self._folder / "console.log"
            said = log.read_text("utf-8", "replace") if log.exists() else ""
            if (at := said.find("Traceback")) >= 0:
                print(said[at : at + 4000], file=sys.stderr)


def _parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.screenshots")
    for option, known in (("sizes", SIZES), ("languages", LANGUAGES), ("only", VIEWS)):
        parser.add_argument(f"--{option}", type=_some_of(known), default=known)
    parser.add_argument("--colours", choices=tuple(PALETTES), default="dark")
    parser.add_argument("--into", type=Path, default=Path("docs/pictures"))
    return parser.parse_args(words)


def _some_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        chosen = tuple(text.split(","))
        if unknown := set(chosen) - set(known):
            raise argparse.ArgumentTypeError(
                f"{', '.join(sorted(unknown))}: there are {', '.join(known)}"
            )
        return chosen

    return parse


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Points that figures put on the next meeting's agenda, kept until it is held."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from console.desk.disk import Disk
from console.site.meeting import LONGEST_ITEM, MOST_ITEMS, Meeting
from layouts.whole_file import write_whole

FILE = Path("state") / "agenda.json"
LARGEST = 1024 * 1024

log = logging.getLogger(__name__)


class AgendaDesk:
    """``folder``: the site's. By the meeting's id."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._path, self._disk = folder / FILE, disk
        self._points = _read(self._path)

    def take(self, meeting: str, points: Sequence[str]) -> int:
        """More points for the next one; how many it has now. What is there already is not
        doubled."""
        known = self._points.get(meeting, [])
        wished = [point[:LONGEST_ITEM] for point in points if point.strip()]
        self._points[meeting] = list(dict.fromkeys((*known, *wished)))[:MOST_ITEMS]
        self._write()
        return len(self._points[meeting])

    def of(self, meeting: Meeting) -> tuple[str, ...]:
        """The whole agenda of the next one: the usual, and what was put on it."""
        whole = dict.fromkeys((*meeting.agenda, *self._points.get(meeting.id, ())))
        return tuple(whole)[:MOST_ITEMS]

    def clear(self, meeting: str) -> None:
        """It has begun, or is gone: the next one starts with the usual again."""
        if self._points.pop(meeting, None) is not None:
            self._write()

    def _write(self) -> None:
        text = json.dumps(self._points, ensure_ascii=False, indent=1)
        self._disk.do(FILE.as_posix(), partial(write_whole, self._path, text, 0o600))


def _read(path: Path) -> dict[str, list[str]]:
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(LARGEST))
        return {str(key): [str(one) for one in value] for key, value in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        log.warning("%s cannot be read: %s", path, fault)
        return {}

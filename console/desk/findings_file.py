"""What was found wrong with the cameras' pictures, kept over a restart: JSON lines, bounded."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from media.diagnosis.finding import Finding
from media.diagnosis.report import History, Spell

KEPT = timedelta(days=90)
MOST_LINES = 20_000
LARGEST = 16 * 1024 * 1024  # bytes that are read

log = logging.getLogger(__name__)


class FindingsFile:
    """A line for each spell that begins, another one when it ends. ``add`` is called by one thread
    at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = 0
        self._unwritable = False

    def load(self, now: datetime) -> dict[str, History]:
        """Of each camera. What ended too long ago is left out, and so is what cannot be read; the
        file is written anew without it."""
        spells = self._read()
        kept = {
            key: spell
            for key, spell in spells.items()
            if spell.ended is None or spell.ended > now - KEPT
        }
        by_camera: dict[str, list[Spell]] = {}
        for (camera, _, _), spell in sorted(kept.items(), key=lambda item: item[1].began):
            by_camera.setdefault(camera, []).append(spell)
        histories = {camera: History(found) for camera, found in by_camera.items()}
        if self._lines:
            self._rewrite(histories)
        return histories

    def spells(self) -> list[tuple[str, Spell]]:
        """All that can be read, of every camera; nothing is written."""
        return [(camera, spell) for (camera, _, _), spell in self._read().items()]

    def add(self, camera: str, spells: Iterable[Spell], now: datetime) -> None:
        """Write down spells that began or ended. A disk that cannot be written is said once."""
        text = "".join(_line(camera, spell) for spell in spells)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(text)
            self._lines += text.count("\n")
            self._unwritable = False
        except OSError as fault:
            self._complain(fault)
        if self._lines >= MOST_LINES:
            self.load(now)

    def _read(self) -> dict[tuple[str, Finding, datetime], Spell]:
        found: dict[tuple[str, Finding, datetime], Spell] = {}
        self._lines = strange = 0
        try:
            with self._path.open("rb") as file:
                content = file.read(LARGEST)
        except FileNotFoundError:
            return found
        except OSError as fault:
            log.warning("%s cannot be read: %s", self._path, fault)
            return found
        for line in content.splitlines():
            self._lines += 1
            try:
                camera, spell = _parsed(json.loads(line))
            except (ValueError, KeyError, TypeError, RecursionError):
                strange += 1
                continue
            found[camera, spell.finding, spell.began] = spell
        if strange:
            log.warning("%s: %d lines cannot be read", self._path, strange)
        return found

    def _rewrite(self, histories: dict[str, History]) -> None:
        spells = [(name, each) for name, of in histories.items() for each in of.spells()]
        spells.sort(key=lambda item: (item[1].ended is None, item[1].began))
        lines = [_line(name, each) for name, each in spells[-MOST_LINES // 2 :]]
        part = self._path.with_name(f".{self._path.name}.part")
        try:
            part.write_text("".join(lines), "utf-8")
            os.replace(part, self._path)
            self._lines = len(lines)
        except OSError as fault:
            self._complain(fault)

    def _complain(self, fault: OSError) -> None:
        if not self._unwritable:
            log.warning("%s cannot be written: %s", self._path, fault)
        self._unwritable = True


def _line(camera: str, spell: Spell) -> str:
    told = {
        "camera": camera,
        "finding": spell.finding.value,
        "began": spell.began.isoformat(timespec="seconds"),
        "ended": spell.ended.isoformat(timespec="seconds") if spell.ended else None,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


def _parsed(told: dict[str, Any]) -> tuple[str, Spell]:
    began = datetime.fromisoformat(told["began"])
    ended = datetime.fromisoformat(told["ended"]) if told["ended"] is not None else None
    if began.tzinfo is None or (ended is not None and ended.tzinfo is None):
        raise ValueError("a time without its zone")
    return str(told["camera"]), Spell(Finding(told["finding"]), began, ended)

"""Exports that run or ran: each a process of its own, ``python -m media.export``."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from media.export.manifest import SUMS
from media.parent import LONGEST_LINE

Json = dict[str, Any]

MOST_AT_ONCE = 2
MOST_REMEMBERED = 64
STEPS = 20  # of an export's way that are told
GRACE_S = 5.0  # between the wish to end and SIGKILL

log = logging.getLogger(__name__)


class TooMany(Exception):  # noqa: N818 - an answer
    """Enough exports run already."""


@dataclass
class RunningExport:
    """One export as it is told. ``state``: running, done, failed or cancelled."""

    id: str
    folder: Path
    order: Json
    state: str = "running"
    done: float = 0.0
    reason: str = ""
    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sum: str = ""  # SHA-256 of manifest.sha256: who knows it knows every file
    cancelled: bool = False
    process: asyncio.subprocess.Process | None = None

    def told(self) -> Json:
        return {
            "id": self.id,
            "state": self.state,
            "done": self.done,
            "folder": os.fspath(self.folder),
            "cameras": self.order["cameras"],
            "since": self.order["since"],
            "until": self.order["until"],
            "files": self.files,
            "missing": self.missing,
            "sum": self.sum or None,
            "reason": self.reason or None,
        }


class Exports:
    """Lives in the io thread; ``run`` is kept there. Folders are made in ``place``."""

    def __init__(
        self,
        place: Path,
        archive: Path,
        site: str,
        tell: Callable[[Json], None] = lambda _told: None,
    ) -> None:
        self._tell = tell  # {"id", "state", "done"} of one that begins, goes on or ends
        self._place, self._archive, self._site = place, archive, site
        self._exports: dict[str, RunningExport] = {}
        self._tasks: asyncio.TaskGroup | None = None

    async def run(self) -> None:
        """Until cancelled; exports that still run are cancelled with it."""
        async with asyncio.TaskGroup() as tasks:
            self._tasks = tasks
            await asyncio.Event().wait()

    def start(self, wish: Mapping[str, Any], place: Path | None = None) -> Json:
        """Begin. ``wish``: ``cameras``, ``since``, ``until``, ``burn``, ``who``, ``reason`` as
        ``control.export_order`` gives them, and ``marks`` where signs are drawn in: of
        ``cameras`` a list of ``Mark`` each, and what is ``said`` of them. ``place``: another folder
        to make its folder in. Raises TooMany."""
        running = [each for each in self._exports.values() if each.state == "running"]
        if len(running) >= MOST_AT_ONCE or self._tasks is None:
            raise TooMany(f"{len(running)} exports run already")
        place = place or self._place
        identity = self._new_id(place)
        folder = place / identity
        order = {
            "do": "export", **_packed(wish), "folder": os.fspath(folder),
            "archive": os.fspath(self._archive), "site": self._site,
        }  # fmt: skip
        export = self._exports[identity] = RunningExport(identity, folder, order)
        self._forget_oldest()
        self._say(export)
        self._tasks.create_task(self._follow(export), name=f"export:{identity}")
        return export.told()

    def all(self) -> list[Json]:
        return [export.told() for export in self._exports.values()]

    def find(self, identity: str) -> Json | None:
        export = self._exports.get(identity)
        return export.told() if export is not None else None

    def cancel(self, identity: str) -> Json | None:
        """Stop one that runs; what it made so far goes. One that is done stays as it is."""
        export = self._exports.get(identity)
        if export is None:
            return None
        export.cancelled = True
        if export.process is not None and export.state == "running":
            _send(export.process, {"do": "cancel"})
        return export.told()

    def _new_id(self, place: Path) -> str:
        stamp = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        number = 1
        while f"{stamp}-{number}" in self._exports or (place / f"{stamp}-{number}").exists():
            number += 1
        return f"{stamp}-{number}"

    def _forget_oldest(self) -> None:
        ended = [each.id for each in self._exports.values() if each.state != "running"]
        for identity in ended[: max(len(self._exports) - MOST_REMEMBERED, 0)]:
            del self._exports[identity]

    def _go_on(self, export: RunningExport, done: float) -> None:
        before, export.done = export.done, done
        if int(before * STEPS) != int(done * STEPS):
            self._say(export)

    def _say(self, export: RunningExport) -> None:
        self._tell({"id": export.id, "state": export.state, "done": export.done})

    async def _follow(self, export: RunningExport) -> None:
        try:
            process = export.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "media.export",
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                limit=LONGEST_LINE, start_new_session=True,
            )  # fmt: skip
        except OSError as fault:
            export.state, export.reason = "failed", str(fault)
            self._say(export)
            return
        try:
            await self._listen(export, process)
        finally:
            await _end(process)
            if export.state == "running":
                export.state = "cancelled" if export.cancelled else "failed"
                export.reason = "the export's process ended"
            self._say(export)
            log.info("export %s: %s %s", export.id, export.state, export.reason)

    async def _listen(self, export: RunningExport, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            match event.get("event"):
                case "ready":
                    _send(process, {"do": "cancel"} if export.cancelled else export.order)
                    export.order.pop("marks", None)  # pixels; nobody asks for them again
                case "progress":
                    self._go_on(export, float(event["done"]))
                case "done":
                    export.state, export.done = "done", 1.0
                    export.files, export.missing = event["files"], event["missing"]
                    export.sum = _sum_of(export.folder / SUMS)
                case "failed":
                    export.state = "cancelled" if event.get("cancelled") else "failed"
                    export.reason = str(event.get("reason"))
                case "fault":
                    export.state, export.reason = "failed", str(event.get("text"))
                case _:
                    pass
            if export.state != "running" or (export.cancelled and event.get("event") == "ready"):
                return


def _packed(wish: Mapping[str, Any]) -> Json:
    """As JSON."""
    if (marks := wish.get("marks")) is None:
        return dict(wish)
    drawn = marks["cameras"].items()
    packed = {camera: [mark.packed() for mark in each] for camera, each in drawn}
    return {**wish, "marks": {**marks, "cameras": packed}}


def _sum_of(file: Path) -> str:
    """Of a list of at most some hundred lines; empty where it cannot be read any more."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _send(process: asyncio.subprocess.Process, order: Json) -> None:
    if process.stdin is not None and not process.stdin.is_closing():
        process.stdin.write(json.dumps(order, ensure_ascii=False).encode() + b"\n")


async def _end(process: asyncio.subprocess.Process) -> None:
    """It cleans up and ends by itself when its stdin does; it is killed when it does not."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_S):
                await process.wait()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

"""``python -m media.export``: see PROTOCOL.md."""

from __future__ import annotations

import asyncio
import os
import threading
import time

from media.export.wish import ExportWish, parse_export
from media.export.work import Cancelled, Export, Failed
from media.parent import Message, Parent, log_to_stderr
from media.precedence import give_precedence

TELL_S = 0.25
GENTLE = 15  # the wall comes first, the camera workers too


class Exporter:
    """One export in a thread; orders and events in the loop."""

    def __init__(self) -> None:
        self._parent = Parent()
        self._thread: threading.Thread | None = None
        self._off = threading.Event()
        self._told_at = 0.0

    async def run(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            await self._parent.serve(self._obey)
        finally:
            self._off.set()
            if self._thread is not None:
                await self._loop.run_in_executor(None, self._thread.join)

    def _obey(self, order: Message) -> None:
        match order["do"]:
            case "export" if self._thread is None:
                wish = parse_export(order)
                self._thread = threading.Thread(target=self._work, args=(wish,), name="export")
                self._thread.start()
            case "export":
                raise ValueError("one export a process")
            case "cancel":
                self._off.set()
            case _:
                raise ValueError("no such order: export, cancel or stop")

    def _work(self, wish: ExportWish) -> None:
        try:
            manifest = Export(wish, self._progress, self._off.is_set).run()
        except Cancelled:
            self._tell({"event": "failed", "cancelled": True, "reason": "cancelled"})
        except Failed as fault:
            self._tell({"event": "failed", "cancelled": False, "reason": str(fault)})
        except Exception as fault:
            # a fault of ours must not leave whoever waits without an answer
            self._tell({"event": "failed", "cancelled": False, "reason": f"a fault: {fault!r}"})
            raise
        else:
            files = [entry["file"] for entry in manifest["files"]]
            done = {"folder": os.fspath(wish.folder), "files": files}
            self._tell({"event": "done", **done, "missing": manifest["missing"]})

    def _progress(self, done: float, camera: str) -> None:
        now = time.monotonic()
        if now - self._told_at >= TELL_S:
            self._told_at = now
            self._tell({"event": "progress", "done": round(done, 4), "camera": camera})

    def _tell(self, event: Message) -> None:
        self._loop.call_soon_threadsafe(self._parent.tell, event)


def main() -> None:
    log_to_stderr(f"export[{os.getpid()}]")
    give_precedence(GENTLE)
    asyncio.run(Exporter().run())


if __name__ == "__main__":
    main()

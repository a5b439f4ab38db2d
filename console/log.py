"""The console's log: to stderr and into the site's ``state/logs``, without any password."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
from pathlib import Path

from media.rtsp.url import mask

ONE_FILE = 10 * 1024 * 1024  # bytes; five of them at most


class Redaction(logging.Filter):
    """Takes name and password out of every URL of a record, its traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask(record.exc_text)
        return True


def start_log(folder: Path) -> None:
    """Log to ``folder/console.log``; a crash of the interpreter leaves its stacks in ``crash.log``.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = logging.handlers.RotatingFileHandler(
        folder / "console.log", maxBytes=ONE_FILE, backupCount=4, encoding="utf-8"
    )
    shown = logging.StreamHandler(sys.stderr)
    line = logging.Formatter("%(asctime)s console %(levelname)s %(name)s: %(message)s")
    for handler in (kept, shown):
        handler.setFormatter(line)
        handler.addFilter(Redaction())
    logging.basicConfig(level=logging.INFO, handlers=[kept, shown], force=True)
    faulthandler.enable((folder / "crash.log").open("w", encoding="utf-8"))

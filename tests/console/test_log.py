from __future__ import annotations

import logging
import sys

from console.log import Redaction


def test_records_are_redacted_with_their_arguments_and_tracebacks() -> None:
    try:
        raise OSError("rtsp://cam:geheim@10.0.0.7/1")
    except OSError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "lost %s", ("rtsp://cam:geheim@h/1",), sys.exc_info()
        )
    assert Redaction().filter(record)
    assert "geheim" not in logging.Formatter().format(record)

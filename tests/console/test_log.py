from __future__ import annotations

import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from console.log import Redaction, redact


def test_a_url_loses_its_login_and_keeps_its_place() -> None:
    assert redact("open rtsp://cam:geheim@10.0.0.7:554/1 failed") == (
        "open rtsp://***@10.0.0.7:554/1 failed"
    )


@given(st.text(alphabet="abcXYZ0189-_.~!", min_size=5, max_size=20))
def test_no_password_in_a_url_survives(password: str) -> None:
    assert password not in redact(f"rtsp://user:{password}@host/path").replace("host/path", "")


def test_records_are_redacted_with_their_arguments_and_tracebacks() -> None:
    try:
        raise OSError("rtsp://cam:geheim@10.0.0.7/1")
    except OSError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "lost %s", ("rtsp://cam:geheim@h/1",), sys.exc_info()
        )
    assert Redaction().filter(record)
    assert "geheim" not in logging.Formatter().format(record)

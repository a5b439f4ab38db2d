from __future__ import annotations

import errno
import socket

import pytest

from media.rtsp.outcome import RtspError, by_connect, by_silence, by_status
from media.source import Trouble


@pytest.mark.parametrize(
    ("status", "trouble", "patient"),
    [
        (401, Trouble.UNAUTHORIZED, True),
        (403, Trouble.UNAUTHORIZED, True),
        (404, Trouble.NOT_FOUND, True),
        (453, Trouble.BUSY, False),
        (503, Trouble.BUSY, False),
        (415, Trouble.UNSUPPORTED, True),
        (461, Trouble.TRANSPORT, True),
        (500, Trouble.PROTOCOL, False),
    ],
)
def test_each_status_has_its_trouble(status: int, trouble: Trouble, patient: bool) -> None:
    error = by_status("SETUP", status, "Why\x1b[31m" + "y" * 200)
    assert (error.trouble, error.patient) == (trouble, patient)
    assert error.detail.startswith(f"SETUP was answered with {status} Why[31m")
    assert len(error.detail) < 120


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (ConnectionRefusedError(), Trouble.REFUSED),
        (socket.gaierror(), Trouble.UNREACHABLE),
        (TimeoutError(), Trouble.UNREACHABLE),
        (OSError(errno.EHOSTUNREACH, "x"), Trouble.UNREACHABLE),
    ],
)
def test_each_failed_connect_has_its_trouble(fault: OSError, trouble: Trouble) -> None:
    error = by_connect(fault, "h", 554)
    assert error.trouble is trouble
    assert not error.patient
    assert "h" in error.detail


def test_silence_may_mend_itself_sooner_than_what_a_camera_does_not_offer() -> None:
    silent = by_silence("by UDP", 3.0)
    assert (silent.trouble, silent.patient) == (Trouble.TRANSPORT, False)
    assert silent.detail == "nothing came by UDP within 3 s"
    assert RtspError(Trouble.TRANSPORT, "x").patient
    assert not RtspError(Trouble.PROTOCOL, "x").patient
    assert RtspError(Trouble.PROTOCOL, "x", patient=True).patient

from __future__ import annotations

import errno

import av.error
import pytest

from media.reader.address import parse_address
from media.reader.trouble import by_fault, is_mute
from media.source import Trouble

URL = "http://cam.example/x?token=geheim"


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.ECONNREFUSED, Trouble.REFUSED),
        (errno.EHOSTUNREACH, Trouble.UNREACHABLE),
        (errno.ETIMEDOUT, Trouble.SILENT),
        (errno.ENOENT, Trouble.NOT_FOUND),
        (errno.EPROTONOSUPPORT, Trouble.TRANSPORT),
        (errno.ECONNRESET, Trouble.CLOSED),
        (errno.EIO, Trouble.CLOSED),
        (errno.EINVAL, Trouble.PROTOCOL),
        (av.error.HTTPUnauthorizedError, Trouble.UNAUTHORIZED),
        (av.error.HTTPNotFoundError, Trouble.NOT_FOUND),
        (av.error.HTTPServerError, Trouble.BUSY),
        (av.error.InvalidDataError, Trouble.PROTOCOL),
        (av.error.EOFError, Trouble.CLOSED),
        (av.error.DemuxerNotFoundError, Trouble.UNSUPPORTED),
    ],
)
def test_each_fault_is_said_in_our_words(code: object, trouble: Trouble) -> None:
    kind = av.error.classes.get(code, av.error.OSError) if isinstance(code, int) else code
    fault = kind(code if isinstance(code, int) else 1, "http://u:geheim@h", URL)
    error = by_fault(fault, parse_address(URL), 0.1, 4.0)
    assert error.trouble is trouble
    assert "cam.example" in error.detail
    assert "geheim" not in error.detail


def test_what_took_as_long_as_patience_lasts_is_silence_whatever_it_is_called() -> None:
    fault = av.error.InvalidDataError(1, "x", URL)
    assert by_fault(fault, parse_address(URL), 4.1, 4.0).trouble is Trouble.SILENT


@pytest.mark.parametrize(
    ("code", "is_open", "waited_s", "mute"),
    [
        (errno.ETIMEDOUT, True, 3.1, True),  # granted, and nothing came
        (errno.EPERM, False, 3.1, True),  # the same, where the camera described nothing
        (errno.ETIMEDOUT, False, 3.1, False),  # it does not answer
        (errno.ECONNRESET, True, 0.5, False),
        (errno.EPERM, False, 0.1, False),
    ],
)
def test_a_stream_that_was_granted_and_does_not_come_is_told_from_a_mute_device(
    code: int, is_open: bool, waited_s: float, mute: bool
) -> None:
    fault = av.error.classes.get(code, av.error.OSError)(code, "x", URL)
    assert is_mute(fault, is_open, waited_s, 3.0) == mute

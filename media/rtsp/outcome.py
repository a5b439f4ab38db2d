"""How an RTSP connection fails: the one exception of this package's I/O."""

from __future__ import annotations

import errno
import socket

from media.source import Trouble

_BY_STATUS = {
    401: Trouble.UNAUTHORIZED,
    403: Trouble.UNAUTHORIZED,
    404: Trouble.NOT_FOUND,
    410: Trouble.NOT_FOUND,
    415: Trouble.UNSUPPORTED,
    453: Trouble.BUSY,
    461: Trouble.TRANSPORT,
    503: Trouble.BUSY,
}
_PATIENT = frozenset(
    {
        Trouble.UNAUTHORIZED, Trouble.LOGIN, Trouble.NOT_FOUND, Trouble.UNSUPPORTED,
        Trouble.TRANSPORT,
    }
)  # fmt: skip
_LONGEST_REASON = 60


class RtspError(Exception):
    """No pictures, and why. ``patient``: nothing mends itself soon, and trying often does harm;
    None: as is usual of this trouble."""

    def __init__(self, trouble: Trouble, detail: str, patient: bool | None = None) -> None:
        super().__init__(f"{trouble.value}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.patient = trouble in _PATIENT if patient is None else patient


def by_status(method: str, status: int, reason: str) -> RtspError:
    """What an answer other than 200 means. The reason is the camera's text, so it is cut."""
    text = "".join(letter for letter in reason if letter.isprintable())[:_LONGEST_REASON]
    trouble = _BY_STATUS.get(status, Trouble.PROTOCOL)
    return RtspError(trouble, f"{method} was answered with {status} {text}".rstrip())


def by_silence(way: str, within_s: float) -> RtspError:
    """What it means that nothing came ``way`` (``by UDP``): it is eaten on the way, or the device
    has just nothing to send, which mends itself."""
    return RtspError(Trouble.TRANSPORT, f"nothing came {way} within {within_s:g} s", patient=False)


def by_connect(fault: OSError, host: str, port: int) -> RtspError:
    """What a failed connect means."""
    place = f"{host}:{port}"
    if isinstance(fault, ConnectionRefusedError):
        return RtspError(Trouble.REFUSED, f"{place} refuses the connection")
    if isinstance(fault, socket.gaierror):
        return RtspError(Trouble.UNREACHABLE, f"the name {host} is not known")
    if isinstance(fault, TimeoutError):
        return RtspError(Trouble.UNREACHABLE, f"{place} does not answer")
    name = errno.errorcode.get(fault.errno or 0, type(fault).__name__)
    return RtspError(Trouble.UNREACHABLE, f"no way to {place} ({name})")

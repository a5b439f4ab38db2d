"""What an error of FFmpeg means. Its own text names the address with its password: it is unused."""

from __future__ import annotations

import errno

from av import error as av_error
from av.error import FFmpegError

from media.reader.address import Address
from media.rtsp.outcome import RtspError
from media.source import Trouble

_BY_CLASS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Trouble, str], ...] = (
    (av_error.ConnectionRefusedError, Trouble.REFUSED, "refuses the connection"),
    (
        (av_error.HTTPUnauthorizedError, av_error.HTTPForbiddenError, av_error.PermissionError),
        Trouble.UNAUTHORIZED,
        "wants another name and password",
    ),
    (
        (av_error.HTTPNotFoundError, av_error.FileNotFoundError),
        Trouble.NOT_FOUND,
        "is not there",
    ),
    (
        (
            av_error.HTTPServerError,
            av_error.HTTPTooManyRequestsError,
            av_error.HTTPOtherClientError,
        ),
        Trouble.BUSY,
        "does not serve it now",
    ),
    ((av_error.TimeoutError, av_error.ExitError), Trouble.SILENT, "does not answer"),
    (
        (av_error.ConnectionResetError, av_error.BrokenPipeError, av_error.EOFError),
        Trouble.CLOSED,
        "ended the connection",
    ),
    (
        (av_error.ProtocolNotFoundError, av_error.DemuxerNotFoundError),
        Trouble.UNSUPPORTED,
        "speaks what is not supported",
    ),
    (av_error.InvalidDataError, Trouble.PROTOCOL, "sends what cannot be understood"),
)
_BY_ERRNO = {
    errno.EHOSTUNREACH: (Trouble.UNREACHABLE, "cannot be reached"),
    errno.ENETUNREACH: (Trouble.UNREACHABLE, "cannot be reached"),
    errno.EPROTONOSUPPORT: (Trouble.TRANSPORT, "offers no such transport"),
    errno.EIO: (Trouble.CLOSED, "ended the connection"),
}


def is_mute(fault: FFmpegError, is_open: bool, waited_s: float, patience_s: float) -> bool:
    """Whether a stream was granted and did not come. While it is opened FFmpeg says so by having
    learnt nothing of it (EPERM); a device that does not answer is a timeout then."""
    waited = waited_s >= patience_s
    return waited and (is_open or fault.errno == errno.EPERM)


def by_fault(fault: FFmpegError, address: Address, waited_s: float, patience_s: float) -> RtspError:
    """``waited_s``: how long the call took that failed; one that took ``patience_s`` met silence,
    whatever FFmpeg calls it."""
    place = address.host or str(address)
    if waited_s >= patience_s:
        return RtspError(Trouble.SILENT, f"{place} brought nothing for {waited_s:.0f} s")
    for kind, trouble, words in _BY_CLASS:
        if isinstance(fault, kind):
            return RtspError(trouble, f"{place} {words}")
    if found := _BY_ERRNO.get(fault.errno or 0):
        return RtspError(found[0], f"{place} {found[1]}")
    name = errno.errorcode.get(fault.errno or 0, type(fault).__name__)
    return RtspError(Trouble.PROTOCOL, f"{place} cannot be read ({name})")

"""Decoding by hardware where the machine has it: found out once, with words for what is not so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from av.codec.hwaccel import HWAccel, hwdevices_available
from av.error import FFmpegError

from media.cameras.codec import open_codec
from media.cameras.device import Trouble

SOFTWARE = "software"
AUTO = "auto"
# Smaller pictures cost the processor as much by a device, and 14 MB a stream more (docs/cameras.md)
WORTH_LINES = 720
UNKNOWN = "this build of FFmpeg does not know it"
KINDS = ("cuda", "qsv", "vaapi", "videotoolbox", "d3d11va", "amf")  # in the order they are tried


@dataclass(frozen=True, slots=True)
class Decoding:
    """What decodes: ``kind`` is ``software`` or a device; ``reason`` says why no other one does.
    ``is_fault``: one that was asked for does not, or has failed."""

    kind: str
    reason: str = ""
    least_lines: int = 0  # of a picture that the device is for; what is smaller, software decodes
    is_fault: bool = False

    def hardware(self) -> HWAccel | None:
        """Settings for one more decoder, None for software. What a device cannot decode, such as
        an unusual profile, falls back to software inside of FFmpeg."""
        return None if self.kind == SOFTWARE else _settings(self.kind)


def probe(asked: str) -> Decoding:
    """Try what ``[wall] decode`` asks for: ``auto``, ``software`` or a kind of device."""
    if asked == SOFTWARE:
        return Decoding(SOFTWARE)
    tried = KINDS if asked == AUTO else (asked,)
    reasons: list[str] = []
    for kind in tried:
        reason = _fault(kind)
        if not reason:
            least = WORTH_LINES if asked == AUTO else 0
            return Decoding(kind, "; ".join(reasons), least_lines=least)
        if asked != AUTO or reason != UNKNOWN:
            reasons.append(f"{kind}: {reason}")
    return Decoding(SOFTWARE, "; ".join(reasons), is_fault=asked != AUTO)


def after(begun: Decoding, trouble: Trouble) -> Decoding:
    """What decodes since a device that was well at the start has shown this trouble."""
    match trouble:
        case "failed":
            reason = f"{begun.kind}: it fails since the room was opened"
            return Decoding(SOFTWARE, reason, is_fault=True)
        case "refuses":
            reason = f"{begun.kind}: it refuses what some cameras send, which software decodes"
            return replace(begun, reason=reason, is_fault=True)
        case "":
            return begun


def _fault(kind: str) -> str:
    """Why this kind cannot decode H.264 here; empty when it can."""
    if kind not in hwdevices_available():
        return UNKNOWN
    try:
        context = open_codec("h264", hardware=_settings(kind))
    except (FFmpegError, ValueError, RuntimeError, NotImplementedError):
        return "there is no such device"
    return "" if context.is_hwaccel else "it does not decode H.264 here"


def _settings(kind: str) -> HWAccel:
    # one context of the device for all decoders: each of its own costs some 400 MB on CUDA
    options: dict[str, object] = {"primary_ctx": "1"} if kind == "cuda" else {}
    return HWAccel(kind, allow_software_fallback=True, options=options)

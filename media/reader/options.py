"""What FFmpeg is told for an address: which protocols and containers it may use, how long it waits.

Traps they stand around: RTMP's ``timeout`` makes FFmpeg a server that waits for clients; what a
playlist leads to hears ``rw_timeout`` only; UDP hears ``timeout`` only. Pure.
"""

from __future__ import annotations

from media.reader.address import Address

SOCKET_S = 4.0  # a socket that brings nothing for so long ends the connection
UDP_S = 3.0  # the same of RTSP over UDP: where nothing comes another way is tried
_BUFFER_BYTES = 4 * 1024 * 1024  # a key picture's packets come in one burst
_WEB = "http,https,httpproxy,tcp,tls,crypto"
_PROTOCOLS = {
    "rtsp": "rtsp,rtp,udp,tcp",
    "rtsps": "rtsps,rtsp,rtp,udp,tcp,tls",
    "rtmp": "rtmp,tcp",
    "http": _WEB,
    "https": _WEB,
    "udp": "udp",
    "rtp": "rtp,udp",
    "file": "file",
}
_CONTAINERS = {
    "rtsp": "rtsp",
    "rtsps": "rtsp",
    "rtmp": "flv,live_flv",
    "udp": "mpegts",
    "rtp": "rtp,sdp,mpegts",
}
_PLAYED = "mpegts,flv,live_flv,mov,matroska,webm,avi,mpjpeg,mjpeg,h264,hevc"
_STREAMED = f"hls,{_PLAYED},aac,mp3"


def patience_s(transport: str) -> float:
    """How long a socket may bring nothing."""
    return UDP_S if transport == "udp" else SOCKET_S


def options(address: Address, transport: str) -> dict[str, str]:
    """For ``av.open``; ``transport`` is ``udp`` or ``any``."""
    scheme, wait_us = address.scheme, str(round(patience_s(transport) * 1_000_000))
    chosen = {"protocol_whitelist": _PROTOCOLS[scheme], "rw_timeout": wait_us}
    chosen["format_whitelist"] = _formats(scheme)
    if scheme in ("rtsp", "rtsps"):
        chosen |= {
            "rtsp_transport": "udp" if transport == "udp" else "tcp",
            "allowed_media_types": "video+audio",
            "buffer_size": str(_BUFFER_BYTES),
            "timeout": wait_us,
            "probesize": "32",
            "fpsprobesize": "0",
        }
    elif scheme in ("udp", "rtp"):
        chosen |= {"timeout": wait_us, "buffer_size": str(_BUFFER_BYTES), "overrun_nonfatal": "1"}
        chosen |= {"fpsprobesize": "0", "analyzeduration": "1000000"}
    elif scheme in ("http", "https"):
        # a playlist that stands still is given up, since a thread inside FFmpeg hears no order
        chosen |= {"timeout": wait_us, "max_redirects": "2", "max_reload": "4"}
        chosen |= {"m3u8_hold_counters": "4", "fpsprobesize": "0", "analyzeduration": "1000000"}
    elif scheme == "rtmp":
        chosen |= {"fpsprobesize": "0", "analyzeduration": "1000000"}
    return chosen


def _formats(scheme: str) -> str:
    if scheme in ("http", "https"):
        return _STREAMED
    return _CONTAINERS.get(scheme, _PLAYED)

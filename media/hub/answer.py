"""What the hub's answer asks of a site's voice, beyond what the WebRTC library writes. Pure text.

Repetition inside the packets (``useinbandfec``) and of lost packets (``nack``), nothing sent in
silence (``usedtx``), one channel.
"""

from __future__ import annotations

import re

_OPUS = re.compile(r"a=rtpmap:(\d{1,3}) opus/48000", re.IGNORECASE)
WISHES = "minptime=10;useinbandfec=1;usedtx=1;stereo=0;maxaveragebitrate=40000"


def with_wishes(sdp: str) -> str:
    """The answer with them; unchanged where there is no Opus."""
    lines = []
    for line in sdp.splitlines():
        lines.append(line)
        if found := _OPUS.match(line):
            lines.append(f"a=fmtp:{found[1]} {WISHES}")
            lines.append(f"a=rtcp-fb:{found[1]} nack")
    return "\r\n".join(lines) + "\r\n"

"""FFmpeg is told where this processor gathers slowly.

libswscale reads the pixels of a row by AVX2's gather wherever there is one. On AMD's processors,
and on Intel's with the microcode against Downfall, gathering is slower than the way before it:
1920x1080 to 312x176 takes 380 us with it and 230 without. FFmpeg has a flag for that, and sets it
for few of them. Both ways give the same pixels.
"""

from __future__ import annotations

import time
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from media.ffmpeg_library import ffmpeg_library

SLOW_GATHER = 0x2000000  # AV_CPU_FLAG_SLOW_GATHER, libavutil/cpu.h
_FROM, _TO = (640, 360), (312, 176)
_TIMES = 6  # the quickest counts: 2 ms in all


def avoid_slow_gather() -> bool:
    """Try both ways and keep the quicker one for what this process, and its children, scale from
    now on. Whether gathering is avoided."""
    try:
        util = ffmpeg_library("avutil")
        flags_of: Any = util.av_get_cpu_flags
        force: Any = util.av_force_cpu_flags
    except (OSError, AttributeError):
        return False
    flags = int(flags_of())
    force(flags & ~SLOW_GATHER)
    with_it = _scaled_in_s()
    force(flags | SLOW_GATHER)
    if _scaled_in_s() < with_it:
        return True
    force(flags & ~SLOW_GATHER)  # where FFmpeg itself takes it for slow, too
    return False


def _scaled_in_s() -> float:
    """Seconds that the quickest of some scalings takes, of this thread's time."""
    scaler, frame = VideoReformatter(), av.VideoFrame(*_FROM, "yuv420p")
    taken = []
    for _ in range(_TIMES):
        begun_at = time.thread_time()
        scaler.reformat(frame, *_TO, interpolation=Interpolation.AREA, threads=1)
        taken.append(time.thread_time() - begun_at)
    return min(taken)

"""A camera's segments joined into one film, cut at key pictures outward. No picture is re-encoded,
and of sound G.711 alone."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from media.archive.reading import OpenSegment
from media.archive.segment import Segment
from media.export.manifest import Film
from media.export.reading import mux, read_segment
from media.export.sound import CODECS as RECODED
from media.export.sound import Recoder
from media.export.stands import Stands
from media.export.stretch import JOINED_S

SOUNDS = ("aac", "opus", *RECODED)  # that an MP4 of FFmpeg's takes, or that are made to fit


class Unjoinable(Exception):  # noqa: N818 - the next film begins with it
    """The segment has another format than the film so far, or begins before its end."""


@dataclass
class _Out:
    """One stream of the film, and where it stands in its own ticks."""

    stream: Any
    next_dts: int = -(2**62)
    before: tuple[Any, ...] = ()


@dataclass
class Joiner:
    """Writes one film. ``goes_on`` is told the moment (Unix seconds) of every packet, and may raise
    to end the work; ``begins``, ``ends``, ``gaps`` and ``stands`` tell what was written."""

    file: Path
    archive: Path
    since: float
    until: float
    goes_on: Callable[[float], None]
    begins: float = 0.0
    ends: float = 0.0
    gaps: list[tuple[float, float]] = field(default_factory=list)
    stands: Stands = field(default_factory=Stands)
    codec: str = ""
    _out: Any = None
    _video: _Out | None = None
    _sound: _Out | None = None
    _recoder: Recoder | None = None
    _length: float = 0.0  # seconds written

    def add(self, segment: Segment, ends: float = math.inf) -> bool:
        """Write what lies in the stretch, and before its key picture at ``ends``; False when
        nothing of it can be read. Raises Unjoinable before anything of it is written."""
        until = min(self.until, ends)
        return read_segment(self.archive, segment, self.since, lambda file: self._add(file, until))

    def close(self) -> None:
        if self._out is not None:
            if self._recoder is not None:
                self._recoder.close()
            self._out.close()
            self._out = None

    def film(self, camera: str, stream: str) -> Film:
        return Film(
            self.file.name, camera, stream, self.codec, self.begins, self.ends,
            tuple(self.gaps), self._sound is not None, self._recoder is not None,
            tuple(self.stands.spans()),
        )  # fmt: skip

    def _add(self, file: OpenSegment, until: float) -> bool:
        video, zero = file.video, file.zero
        sound = next(
            (s for s in file.container.streams.audio if s.codec_context.name in SOUNDS), None
        )
        self._begin(video, sound)
        streams: list[Any] = [video] if self._sound is None or sound is None else [video, sound]
        begun: float | None = None
        for packet in file.packets(streams):
            if packet.dts is None or packet.pts is None or packet.is_corrupt:
                continue
            at = zero + float(packet.pts * packet.time_base)
            self.goes_on(at)
            if packet.stream is video:
                if packet.is_keyframe and at >= until:
                    break
                if begun is None:
                    begun = at
                    follow_on(self.ends, at)
                    self._join(at)
                self.stands.saw(at)
                self._write(self._video, packet, at - begun)
                self.ends = max(self.ends, at + float((packet.duration or 0) * packet.time_base))
            elif begun is not None and at >= begun:
                self._write_sound(packet, at - begun)
        if begun is None:
            return False
        self._length += self.ends - begun
        return True

    def _begin(self, video: Any, sound: Any) -> None:
        mine = _format(video)
        if self._video is None:
            self.codec = video.codec_context.name
            self._out = av.open(os.fspath(self.file), "w", format="mp4")
            self._video = _Out(self._out.add_stream_from_template(video), before=mine)
            if sound is not None:
                self._begin_sound(sound)
        elif mine != self._video.before or not _fits(sound, self._sound):
            raise Unjoinable

    def _begin_sound(self, sound: Any) -> None:
        if sound.codec_context.name in RECODED:
            self._recoder = Recoder(self._out)
            stream = self._recoder.stream
        else:
            stream = self._out.add_stream_from_template(sound)
        self._sound = _Out(stream, before=_format(sound))

    def _join(self, at: float) -> None:
        if not self.begins:
            self.begins = self.ends = at
        elif at - self.ends > JOINED_S:
            self.gaps.append((self.ends, at))
            self.stands.cut()

    def _write_sound(self, packet: Any, since_cut: float) -> None:
        if self._recoder is not None:
            self._recoder.put(packet, self._length + since_cut)
        else:
            self._write(self._sound, packet, since_cut)

    def _write(self, out: _Out | None, packet: Any, since_cut: float) -> None:
        assert out is not None
        tick: Fraction = packet.time_base
        shift = round((self._length + since_cut) / tick) - packet.pts
        packet.pts += shift
        packet.dts = max(packet.dts + shift, out.next_dts)
        packet.pts = max(packet.pts, packet.dts)
        out.next_dts = packet.dts + 1
        packet.stream = out.stream
        mux(self._out, packet)


def follow_on(ends: float, at: float) -> None:
    """Raises Unjoinable where a segment whose first picture is of the moment ``at`` cannot follow
    in a film that ``ends``: in a film time does not run back."""
    if at < ends - JOINED_S:
        raise Unjoinable


def _fits(sound: Any, out: _Out | None) -> bool:
    return sound is None or out is None or _format(sound) == out.before


def _format(stream: Any) -> tuple[Any, ...]:
    codec = stream.codec_context
    return codec.name, codec.extradata, stream.time_base

"""A codec whose pictures are judged: live view, snapshots and replay all show what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import av
from av.error import FFmpegError

from media.cameras.codec import Codec
from media.cameras.spoilage import Spoilage
from media.unit import Coded

Ticket = TypeVar("Ticket")
Came = list[tuple[av.VideoFrame, Ticket]]


class JudgedDecoder(Generic[Ticket]):
    """Decodes the units of one stream in their order, and gives those pictures that are whole and
    build on whole ones alone, each with the ticket that came with its unit. ``shows_damage``: gives
    the others too, and ``damaged`` tells them apart. One thread uses it at a time.

    ``dropped`` and ``errors`` only grow: units never decoded because they build on a spoilt
    picture, and units that were refused or came out spoilt.
    """

    def __init__(
        self, codec: Codec[tuple[Coded, Ticket]] | None = None, shows_damage: bool = False
    ) -> None:
        self.dropped = 0
        self.errors = 0
        self.damaged = False  # the newest picture given
        self.codec: Codec[tuple[Coded, Ticket]] = codec or Codec()
        self._shows_damage = shows_damage
        self._spoilage = Spoilage()

    def decode(self, unit: Coded, ticket: Ticket, cheap: bool = False) -> Came[Ticket]:
        """What comes out; ``cheap`` as ``Codec.decode`` has it. Nothing before a key picture."""
        spoilage = self._spoilage
        if not (spoilage.lets_in(unit) or self._shows_damage):
            self.dropped += 1
            return []
        if unit.key and spoilage.spoilt:
            self._renew()
        try:
            came = self.codec.decode(unit, cheap, (unit, ticket))
        except FFmpegError:
            self.errors += 1
            spoilage.refused(unit)
            return []
        spoilage.took(unit, self.codec.prompt)
        return self._judged(came)

    def flush(self) -> Came[Ticket]:
        """What is held back, for nothing follows on it. Begins anew with the next key picture."""
        try:
            came = self._judged(self.codec.flush())
        except FFmpegError:
            self.errors += 1
            came = []
        self.forget()
        return came

    def through(
        self, units: Iterable[tuple[Coded, Ticket]]
    ) -> Iterator[tuple[av.VideoFrame, Ticket]]:
        """All that comes of these units, to the last picture."""
        for unit, ticket in units:
            yield from self.decode(unit, ticket)
        yield from self.flush()

    def forget(self) -> None:
        """Begin anew with the next key picture."""
        self.codec.forget()
        self._spoilage = Spoilage()

    def _renew(self) -> None:
        """FFmpeg keeps for good the pictures with which it filled holes, a third of a megabyte of a
        small stream: what follows on damage is another decoder's. One that still holds pictures
        back goes on, and so does a device, which is slow to begin."""
        if self.codec.prompt and not self.codec.by_device:
            self.codec.forget()

    def _judged(self, came: Sequence[tuple[av.VideoFrame, tuple[Coded, Ticket]]]) -> Came[Ticket]:
        if self._shows_damage:
            return [self._as_it_is(frame, *of) for frame, of in came]
        spoilage, whole = self._spoilage, []
        for frame, (unit, ticket) in came:
            if spoilage.is_whole(unit, frame.is_corrupt, frame.key_frame):
                whole.append((frame, ticket))
            else:
                self.errors += 1
        return whole

    def _as_it_is(
        self, frame: av.VideoFrame, unit: Coded, ticket: Ticket
    ) -> tuple[av.VideoFrame, Ticket]:
        spoilage, corrupt = self._spoilage, frame.is_corrupt or unit.broken
        sound = spoilage.lets_in(unit)  # what it builds on
        self.damaged = not (spoilage.is_whole(unit, corrupt, frame.key_frame) and sound)
        self.errors += self.damaged
        return frame, ticket

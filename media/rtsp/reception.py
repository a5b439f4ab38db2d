"""What comes on the channels of one session: packets in, pictures and sound to the sink, and the
reports that the camera is owed. Told the time; the session owns the socket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from media.rtsp.assembly import Assembly
from media.rtsp.clock import CameraClock
from media.rtsp.codecs import picture_reader, sound_reader
from media.rtsp.rtcp import Goodbye, Receipt, dump_receiver_report, parse_rtcp
from media.rtsp.rtp import RtpPacket, Sequence, parse_rtp
from media.rtsp.sdp import Sound, Video
from media.rtsp.sound import Aac, Plain
from media.unit import AccessUnit, Sink, ticks_between

_RTCP_KINDS = range(200, 208)


@dataclass
class _Track:
    payload_type: int
    clock_hz: int
    channel: int = -1  # of its RTP packets; -1: none is agreed on
    rtcp_channel: int = -1
    sequence: Sequence = field(default_factory=Sequence)

    def __post_init__(self) -> None:
        self.receipt = Receipt(self.sequence, self.clock_hz)

    def come_on(self, channel: int) -> None:
        self.channel = channel
        self.rtcp_channel = channel + 1 if channel >= 0 else -1


class Reception:
    """The tracks of one session. ``own`` is the source number that reports are sent from, ``date``
    gives Unix seconds.

    Raises ValueError for a video codec that is not known.
    """

    def __init__(
        self, video: Video, sound: Sound | None, sink: Sink, own: int, date: Callable[[], float]
    ) -> None:
        self.now = 0.0  # monotonic seconds: the owner sets both before it brings packets
        self.since = 0.0  # nobody looked from then until now; now: they came this moment
        self.malformed = 0  # packets that made no sense
        self.ended = False  # the camera said good-bye
        self._sink = sink
        self._own = own
        self._date = date
        self._video = _Track(video.payload_type, video.clock_hz)
        self._pictures: Assembly = picture_reader(video)
        self._sound = _Track(-1, 1)
        self._pieces: Plain | Aac = Plain()
        if sound is not None:
            self._sound = _Track(sound.payload_type, sound.format.clock_hz)
            self._pieces = sound_reader(sound)
        self._clock = CameraClock(video.clock_hz)
        self._last = 0, inf  # of the newest picture that lay there: RTP time, and when it came

    @property
    def sequence(self) -> Sequence:
        """Of the video."""
        return self._video.sequence

    def expect(self, video_channel: int, sound_channel: int) -> None:
        """Where packets are to come; -1 for a track that is not wanted."""
        self._video.come_on(video_channel)
        self._sound.come_on(sound_channel)

    def take(self, channel: int, packet: bytes) -> None:
        """A packet of this channel. RTCP is known by its kind: some confuse the channels."""
        try:
            if len(packet) > 1 and packet[1] in _RTCP_KINDS:
                self._on_rtcp(channel, packet)
                return
            rtp, track = parse_rtp(packet), self._video
            if channel != track.channel or rtp.payload_type != track.payload_type:
                self._beside(channel, rtp)
                return
            missing = track.sequence.gap(rtp.sequence)
            if missing >= 0:
                for unit in self._pictures.put(rtp, missing):
                    self._picture(rtp, unit)
        except ValueError:
            self.malformed += 1

    def reports(self, now: float) -> list[tuple[int, bytes]]:
        """Reports to send now, and on which channels."""
        return [
            (track.rtcp_channel, report)
            for track in (self._video, self._sound)
            if track.rtcp_channel >= 0
            and (report := dump_receiver_report(self._own, track.receipt, now)) is not None
        ]

    def _picture(self, packet: RtpPacket, unit: AccessUnit) -> None:
        now = self.now
        if self.since < now:
            now = self._came_at(unit.timestamp)
        self._video.receipt.arrived(packet.ssrc, packet.timestamp, now)
        self._sink.unit(unit, now, self._clock.captured_at(unit.timestamp, now))

    def _came_at(self, timestamp: int) -> float:
        """When a picture came that was found with others: as long after the one before as it was
        taken after it, as far as that can be."""
        before, at = self._last
        step = ticks_between(before, timestamp)
        at = min(max(at + step / self._video.clock_hz, at, self.since), self.now)
        self._last = timestamp, at
        return at

    def _beside(self, channel: int, packet: RtpPacket) -> None:
        """A packet that is no video on the channel of the video: sound, or one on a channel that
        was not agreed on. Where nothing comes on the one that was, the camera confuses them; and
        one may send both tracks on the same."""
        for track in (self._sound, self._video):
            if track.channel < 0 or packet.payload_type != track.payload_type:
                continue
            if channel != track.channel:
                if track.sequence.newest is not None:
                    return
                track.come_on(channel)
            missing = track.sequence.gap(packet.sequence)
            if missing < 0:
                return
            if track is self._video:
                for unit in self._pictures.put(packet, missing):
                    self._picture(packet, unit)
                return
            track.receipt.arrived(packet.ssrc, packet.timestamp, self.now)
            for piece in self._pieces.put(packet, missing):
                self._sink.sound(piece, self.now)
            return

    def _on_rtcp(self, channel: int, packet: bytes) -> None:
        """Its source number may be one that sends nothing: then its channel tells whose it is."""
        video, sound = self._video, self._sound
        for each in parse_rtcp(packet):
            if isinstance(each, Goodbye):
                gone = video.receipt.ssrc in each.ssrcs or not each.ssrcs
                self.ended = self.ended or (gone and channel != sound.rtcp_channel)
                continue
            of_sound = channel == sound.rtcp_channel != video.rtcp_channel
            if of_sound or each.ssrc == sound.receipt.ssrc:
                sound.receipt.reported(each.stamp, self.now)
            else:
                video.receipt.reported(each.stamp, self.now)
                self._clock.report(each, self._date(), self.now)

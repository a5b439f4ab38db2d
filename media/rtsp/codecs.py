"""Which reader belongs to which codec. Pure."""

from __future__ import annotations

from media.rtsp import h264, hevc
from media.rtsp.assembly import Assembly
from media.rtsp.hevc_sps import parse_hevc_sps
from media.rtsp.sdp import Sound, Video
from media.rtsp.sound import Aac, Plain
from media.rtsp.sps import Sps, parse_sps


def picture_reader(video: Video) -> Assembly:
    """A depacketizer for the track. ValueError for a codec that is not known."""
    if video.codec == h264.Depacketizer.codec:
        return h264.Depacketizer(video.parameter_sets)
    if video.codec == hevc.Depacketizer.codec:
        return hevc.Depacketizer(video.parameter_sets, video.numbered)
    raise ValueError(f"the codec {video.codec[:20]} is not supported")


def sound_reader(sound: Sound) -> Plain | Aac:
    """A depacketizer for the track."""
    return Plain() if sound.shape is None else Aac(sound.shape)


def parse_parameter_set(codec: str, nal: bytes) -> Sps:
    """What a sequence parameter set says; ValueError when it makes no sense or is of another
    kind."""
    return parse_hevc_sps(nal) if codec == hevc.Depacketizer.codec else parse_sps(nal)

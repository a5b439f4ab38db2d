"""Writes the seeds anew: ``python -m tests.fuzz.seeds``. They are small and are committed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.fuzz.targets import pack
from tests.media.rtsp.device import Device, reply, sender_report
from tests.media.rtsp.film import film, interleaved, payloads, rtp
from tests.media.rtsp.hevc_film import hevc_film, hevc_payloads, kind_of, sprop

FOLDER = Path(__file__).with_name("seeds")


def seeds() -> dict[str, list[bytes]]:
    small = film(64, 48, 3, 2)
    hevc = hevc_film(64, 48, 3, 2)
    packet = rtp(payloads(small[1])[0], 7, 3600, True)
    audio = (
        "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 MPEG4-GENERIC/16000/2\r\n"
        "a=fmtp:97 mode=AAC-hbr;config=1410;sizelength=13;indexlength=3;"
        "indexdeltalength=3\r\na=control:trackID=2\r\n"
    )
    described = Device(sound=audio).sdp()
    answer = reply(1, "200 OK", "Content-Type: application/sdp", body=described)
    digest = b'Digest realm="x", nonce="y", algorithm=SHA-256, qop="auth"'
    return {
        "message": [answer, reply(2, "200 OK", "Session: 1") + interleaved(packet) * 2],
        "description": [
            described,
            Device(codec="H265/90000", fmtp=sprop(hevc[0])).sdp(),
        ],
        "base": [b"rtsp://rtsp://192.168.1.9:554/live/", b"/live", b"192.168.1.9/live?x=1"],
        "rtp": [packet, b"\xb2" + packet[1:]],
        "rtcp": [sender_report(1_700_000_000.5, 4711) + b"\x81\xcb\0\1\0\0\0\1"],
        "pictures_h264": [packed(payloads(unit, 40) for unit in small)],
        "pictures_hevc": [
            packed(hevc_payloads(unit, 40) for unit in hevc),
            packed(hevc_payloads(unit, 40, numbered=True) for unit in hevc),
        ],
        "sound": [pack(b"\0\x20\0\x18\0\x10abcde", 1, True) + pack(b"\0\x10\0\x30abc", 2, False)],
        "parameter_set": [
            next(nal for nal in small[0] if nal[0] & 0x1F == 7),
            next(nal for nal in hevc[0] if kind_of(nal) == 33),
        ],
        "login": [digest, b"Basic realm=x", b"rtsp://user:p@ss@[fe80::1]:8554/a?b=c"],
    }


def packed(pictures: Iterable[list[bytes]]) -> bytes:
    out = b""
    for number, parts in enumerate(pictures):
        for at, part in enumerate(parts):
            out += pack(part, number, at == len(parts) - 1)
    return out


def main() -> None:
    for name, each in seeds().items():
        (FOLDER / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(each):
            (FOLDER / name / f"{number}.bin").write_bytes(seed)


if __name__ == "__main__":
    main()

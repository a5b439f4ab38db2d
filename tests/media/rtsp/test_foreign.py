"""A server that is not ours: GStreamer's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import av
import pytest

from media.rtsp.session import Target, open_session
from media.rtsp.url import parse_url
from media.secret import Secret
from media.unit import SoundFormat
from tests.media.rtsp.viewer import PASSWORD, Taken, run

ROOT = Path(__file__).parents[3]
GST_CAMERA = Path(__file__).with_name("gst_camera.py")
SOUNDS = {
    "": None,
    "pcma": SoundFormat("pcma", 8000),
    "aac": SoundFormat("aac", 16000, 1, b"\x14\x08"),
    "opus": SoundFormat("opus", 48000, 2),
}


def samples(codec: str, sink: Taken) -> int:
    """What a decoder makes of the pieces that came."""
    decoder = av.CodecContext.create({"pcma": "pcm_alaw"}.get(codec, codec), "r")
    assert isinstance(decoder, av.AudioCodecContext)
    found = SOUNDS[codec]
    assert found is not None
    decoder.extradata = found.config or None
    decoder.sample_rate, decoder.layout = (
        found.clock_hz,
        "mono" if found.channels == 1 else "stereo",
    )
    frames = [each for unit, _ in sink.pieces for each in decoder.decode(av.Packet(unit.data))]
    return sum(each.samples for each in frames)


@pytest.mark.foreign
@pytest.mark.parametrize(
    ("login", "video", "sound"),
    [
        (None, "h264", ""),
        (f"admin:{PASSWORD}", "h264", "pcma"),
        (None, "h265", "aac"),
        (None, "h264", "opus"),
    ],
)
def test_gstreamers_server_is_understood(login: str | None, video: str, sound: str) -> None:
    arguments = ["/usr/bin/python3", str(GST_CAMERA), "--video", video, "--sound", sound]
    with subprocess.Popen(
        [*arguments, *(["--login", login] if login else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())

        async def test() -> None:
            sink = Taken()
            url = parse_url(f"rtsp://127.0.0.1:{port}/live")
            opened = Target(url, "admin" if login else None, Secret(PASSWORD))
            session = await open_session(opened, sink)
            await sink.count(30)
            assert sink.units[0][0].key
            assert sum(unit.key for unit, _, _ in sink.units) >= 2
            assert sink.videos[0].codec == {"h264": "h264", "h265": "hevc"}[video]
            assert sink.sounds == [SOUNDS[sound]]
            if sound:
                await sink.heard(10)
                assert samples(sound, sink) > 500
            assert session.sequence.lost == session.malformed == 0
            await session.close()

        try:
            run(test)
        finally:
            server.kill()


@pytest.mark.foreign
def test_gstreamers_multicast_is_read_from_another_host() -> None:
    """On one host it would keep the ports of its groups to itself."""
    apart = ["unshare", "-Urn"]
    if subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody make a network of his own")
    words = [*apart, sys.executable, "-m", "tests.media.rtsp.two_hosts"]
    seen = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=60)
    told = json.loads(seen.stdout)
    assert told["keys"] >= 2
    assert (told["broken"], told["lost"]) == (0, 0)

"""GStreamer's server on a host of its own, and we on another: two namespaces of the network.

``unshare -Urn python -m tests.media.rtsp.two_hosts`` needs no rights and touches nothing of the
machine's own network. Prints what was read by multicast as JSON.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from media.rtsp.session import Target, open_session
from media.rtsp.url import parse_url, split_card
from tests.media.rtsp.test_foreign import GST_CAMERA
from tests.media.rtsp.viewer import Taken

NEAR, FAR = "10.9.0.1", "10.9.0.2"
PICTURES = 60


def ip(written: str, *inside: str) -> None:
    subprocess.run([*inside, "ip", *written.split()], check=True)


@contextmanager
def far_host() -> Iterator[tuple[str, ...]]:
    """What runs a command there."""
    pipe = subprocess.PIPE
    words = ["unshare", "-n", "sh", "-c", "echo there; cat"]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe) as host:
        assert host.stdout is not None
        host.stdout.readline()
        inside = ("nsenter", "-t", str(host.pid), "-n")
        ip("link add near type veth peer name far")
        ip(f"link set far netns {host.pid}")
        ip(f"addr add {NEAR}/24 dev near")
        ip("link set near up")
        for written in (f"addr add {FAR}/24 dev far", "link set far up", "link set lo up"):
            ip(written, *inside)
        yield inside
        host.kill()


@contextmanager
def camera(inside: tuple[str, ...]) -> Iterator[str]:
    options = ["--protocols", "multicast", "--sound", "pcma", "--address", FAR, "--card", "far"]
    words = [*inside, "/usr/bin/python3", str(GST_CAMERA), *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield f"rtsp://{FAR}:{int(server.stdout.readline())}/live?localaddr={NEAR}"
        server.kill()


async def see(address: str) -> None:
    url, card = split_card(parse_url(address))
    sink = Taken()
    async with asyncio.timeout(20):
        session = await open_session(Target(url, by_multicast=True, card=card), sink)
        await sink.count(PICTURES)
        await sink.heard(10)
    broken = sum(unit.broken for unit, _, _ in sink.units)
    keys = sum(unit.key for unit, _, _ in sink.units)
    told = {"broken": broken, "keys": keys, "lost": session.sequence.lost + session.sequence.late}
    await session.close()
    sys.stdout.write(json.dumps(told) + "\n")


def main() -> None:
    ip("link set lo up")
    with far_host() as inside, camera(inside) as address:
        asyncio.run(see(address))


if __name__ == "__main__":
    main()

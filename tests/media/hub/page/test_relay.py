"""Through a TURN server and by no other way: coturn of Debian between a site and the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCIceServer, RTCIceTransportPolicy

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub import conftest
from tests.media.hub.conftest import Site, running_hub
from tests.media.hub.page.test_join import _live, browser_page
from tests.media.hub.turn_server import TURNSERVER, relaying
from tests.media.hub.voices import pitch
from tests.stage.browser import CHROMIUM

pytestmark = [
    pytest.mark.foreign,
    pytest.mark.skipif(not TURNSERVER.exists(), reason="coturn is not installed"),
]

PAIR = """async () => {
  for (const connection of window.connections) {
    const reports = await connection.getStats();
    for (const one of reports.values()) {
      if (one.type === 'candidate-pair' && one.nominated && one.bytesSent > 1000)
        return reports.get(one.localCandidateId).candidateType;
    }
  }
  return null;
}"""
KEEP = """() => {
  const Real = window.RTCPeerConnection;
  window.connections = [];
  window.RTCPeerConnection = function (...given) {
    const made = new Real(...given);
    window.connections.push(made);
    return made;
  };
}"""


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
def test_a_browser_takes_part_by_the_relay_alone(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go() -> None:
        async with (
            relaying(tmp_path) as relay,
            running_hub(board, sound, tmp_path, tls="off", ice_servers=[relay.server]) as hub,
            browser_page() as page,
        ):
            await page.add_init_script(f"({KEEP})()")
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            await page.goto(links["n01"] + "&auto=1&relay=1")
            await _live(hub, page)
            assert await page.evaluate(PAIR) == "relay"
            assert relay.allocations

    asyncio.run(go())


def test_a_peer_takes_part_by_the_relay_alone_and_the_hub_offers_one_too(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go() -> None:
        async with (
            relaying(tmp_path) as relay,
            running_hub(board, sound, tmp_path, tls="off", ice_servers=[relay.server]) as hub,
        ):
            server = RTCIceServer(**relay.server)
            only = RTCConfiguration(
                iceServers=[server],
                bundlePolicy=RTCBundlePolicy.MAX_BUNDLE,
                iceTransportPolicy=RTCIceTransportPolicy.RELAY,
            )
            monkeypatch.setattr(conftest, "RTCConfiguration", lambda **_usual: only)
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            hub.chair("start", nodes=["n01"])
            async with Site(links["n01"], hz=700) as site:
                await site.hello(standby=False)
                welcome = await site.heard("welcome")
                assert welcome["ice_servers"] == [relay.server]
                await site.join()
                offered = site.pc.localDescription.sdp
                assert "typ relay" in offered
                assert "typ host" not in offered
                assert "typ relay" in (await site.heard("answer"))["sdp"]
                await hub.node("n01", lambda node: node["state"] == "live")
                await hub.hear(lambda heard: abs(pitch(heard) - 700) < 15)
                await site.until(lambda: len(site.pictures) > 3)

    asyncio.run(go())

"""Why the room does not take what a browser offers, in words of both languages: in Debian's
Chromium, against the hub."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from media.board import FrameBoard
from media.sound import SoundBoard
from tests.media.hub.conftest import running_hub
from tests.media.hub.page.test_join import _says, browser_page
from tests.stage.browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER

OFFER = """([from, to]) => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    const said = JSON.parse(text);
    if (said.type === 'offer') said.sdp = said.sdp.replaceAll(from, to);
    return send.call(this, JSON.stringify(said));
  };
}"""
LONG = "\r\n".join(["a=mid:0", *["a=x:1"] * 2000])


@pytest.mark.parametrize(
    ("change", "chinese", "english"),
    [
        (("a=fingerprint:", "a=finger:"), "加密方式过旧", "its encryption is too old"),
        (("m=video", "m=audio"), "画面或声音不止一路", "it sends more than one picture or sound"),
        (("a=mid:0", LONG), "内容过长", "its description is too long"),
        (("m=audio", "m=audio x"), "格式无法识别", "its form is not understood"),
    ],
)
def test_an_offer_that_is_refused_is_explained_in_both_languages(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path, change: object, chinese: str, english: str
) -> None:
    async def go() -> None:
        async with running_hub(board, sound, tmp_path, tls="off") as hub, browser_page() as page:
            links = (await hub.event(lambda e: e["event"] == "door"))["links"]
            await page.goto(links["n01"] + "&lang=zh")
            await page.wait_for_selector("body[data-line=open]")
            await page.evaluate(OFFER, change)
            await page.click("#join")
            zh = f"本机的画面指挥室无法接收（{chinese}），请换用新版浏览器"
            await page.wait_for_function(_says(zh))
            await page.click("#language")
            await page.wait_for_function(
                _says(f"The command room cannot take this picture ({english})")
            )
            await page.click("#language")
            # it is rung as soon as it is back: why comes first, and it can answer
            hub.chair("start", nodes=["n01"])
            await page.wait_for_selector("body[data-phase=ringing] #join:visible")
            await page.wait_for_function(_says(zh))

    asyncio.run(go())

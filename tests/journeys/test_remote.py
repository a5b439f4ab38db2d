"""The running room answers as it is described, and the duty officer's page shows its wall."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema_rs
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from console.control.openapi import CALLS
from tests.stage.browser import launch
from tests.stage.process import wait_for
from tests.stage.room import Room

pytestmark = [pytest.mark.journey, pytest.mark.browser]

PATIENCE_MS = 60_000
SIZE = """(cell) => {
  const image = document.querySelector(`.tile[data-cell="${cell}"] img`);
  if (!image || !image.complete || !image.naturalWidth) return null;
  return [image.naturalWidth, image.naturalHeight];
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser, page = launch(playwright)
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def test_every_question_is_answered_as_the_document_says(room: Room) -> None:
    room.wait_live(9)
    assert room.get("/v1/openapi.json")["openapi"] == "3.1.0"
    asked = [
        (path, call.answer)
        for (method, path), call in sorted(CALLS.items())
        if method == "GET" and call.answer is not None and "{" not in path
    ]
    assert len(asked) >= 9
    for path, schema in asked:
        assert schema is not None
        jsonschema_rs.validate(schema, room.get(path))
    camera = room.get("/v1/cameras")[0]["id"]
    one = CALLS["GET", "/v1/cameras/{id}"].answer
    assert one is not None
    jsonschema_rs.validate(one, room.get(f"/v1/cameras/{camera}"))


def test_the_page_shows_the_wall_and_switches_it(room: Room, page: Page) -> None:
    expect.set_options(timeout=PATIENCE_MS)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"http://127.0.0.1:{room.console.api.port}/remote")
    page.fill("#token", room.console.api._token)
    page.click("#login button")
    page.wait_for_function(f"() => ({SIZE})(0) !== null && ({SIZE})(8) !== null")
    assert page.evaluate(f"() => ({SIZE})(0)")[0] <= 320
    page.screenshot(path="out/journeys/remote.png")
    page.click('#layouts [data-name="2x2"]')
    page.click("#ask-yes")
    wait_for("the other layout", lambda: room.get("/v1/wall")["layout"] == "2x2")
    expect(page.locator(".tile")).to_have_count(4)
    room.call("PUT", "/v1/wall/cells/0", {"source": "map"})
    expect(page.locator('.tile[data-cell="0"] b')).to_have_text("Map")
    page.wait_for_function(f"() => ({SIZE})(0) !== null")
    room.call("PUT", "/v1/wall/cells/0", {"source": "leaders"})
    expect(page.locator('.tile[data-cell="0"] b')).to_have_text("Leaders’ view")
    room.call("PUT", "/v1/wall/cells/1", {"source": None})
    expect(page.locator('.tile[data-cell="1"] img')).to_have_count(0)

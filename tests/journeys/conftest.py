from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.stage.browser import launch
from tests.stage.room import Room, Town, a_room, a_town
from tests.stage.screen import Screen


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with Screen(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as made:
        yield made


@pytest.fixture(scope="module")
def room(town: Town, screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The console on the demo town; one for all journeys of a file."""
    with a_room(town, screen, tmp_path_factory.mktemp("room")) as made:
        yield made
        pictures = Path("out/journeys")
        screen.save(pictures / "last.png")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A village's browser."""
    with sync_playwright() as playwright:
        browser, page = launch(playwright)
        yield page
        browser.close()

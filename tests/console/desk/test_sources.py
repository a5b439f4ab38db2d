from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from console.desk.sources import Sources
from console.desk.town_map import TownMap
from console.site.records import CameraEntry, NodeEntry, Site, WallSettings
from media.board import FrameBoard
from media.source import Live, Lost, Source, Trouble

GATE, VILLAGE = Source.parse("camera:gate"), Source.parse("node:n01")


class BoardWriter:
    def __init__(self, name: str) -> None:
        self.name = name
        self.board = FrameBoard.create(channels=2, slot_bytes=64)
        self.orders: list[dict[str, Any]] = []

    def show(self, order: dict[str, Any]) -> None:
        self.orders.append(order)

    once = show

    def hide(self, channel: int) -> None:
        self.orders.append({"do": "hide", "channel": channel})


class NoMap:
    def open(self) -> str:
        return "the map"


class Kept:
    def __init__(self) -> None:
        self.worker, self.hub = BoardWriter("cameras-0"), BoardWriter("hub")
        self.heard: list[Any] = []

        def now(do: Callable[..., object], *arguments: object) -> None:
            do(*arguments)

        self.sources = Sources(site(), {"gate": self.worker}, self.hub, now, cast(TownMap, NoMap()))
        self.sources.state_told.connect(lambda *told: self.heard.append(told))
        self.sources.conference_told.connect(self.heard.append)


def site() -> Site:
    nothing = cast(Any, None)
    return Site(
        nothing, "室", "zh", nothing, nothing, WallSettings(), nothing, nothing,
        (CameraEntry("gate", "校门", "rtsp://h/1"),), (NodeEntry("n01", "杨家埭村", "village"),),
    )  # fmt: skip


@pytest.fixture
def kept(qapp: object) -> Iterator[Kept]:
    made = Kept()
    yield made
    made.worker.board.close()
    made.hub.board.close()


def test_a_camera_is_read_by_its_worker_and_a_site_by_the_hub(kept: Kept) -> None:
    for source in (GATE, VILLAGE):
        feed = kept.sources.open(source)
        assert feed is not None
        feed.wish(4, 4)
    assert kept.worker.orders[0]["camera"] == "gate"
    assert kept.hub.orders[0]["source"] == "node:n01"
    assert kept.sources.open(Source.parse("camera:other")) is None
    assert kept.sources.open(Source.parse("map")) == "the map"


def test_a_camera_is_connected_anew_by_its_worker(kept: Kept) -> None:
    kept.sources.reconnect("gate")
    kept.sources.reconnect("other")
    assert kept.worker.orders == [{"do": "drop", "camera": "gate"}]


def test_what_a_child_says_of_a_source_is_known_and_told_on(kept: Kept) -> None:
    lost = {"event": "state", "camera": "gate", "state": "lost", "trouble": "refused"}
    kept.sources.take_from_cameras("cameras-0", lost)
    kept.sources.take_from_hub({"event": "state", "source": "node:n01", "state": "live"})
    assert kept.sources.feeds.reported(GATE) == Lost(Trouble.REFUSED)
    assert kept.sources.feeds.reported(VILLAGE) == Live(0.0)
    assert kept.heard == [("camera:gate", "lost"), ("node:n01", "live")]


def test_a_process_that_ends_and_is_back_is_told_of_with_each_of_its_sources(kept: Kept) -> None:
    kept.sources.take_from_cameras(
        "cameras-0", {"event": "state", "camera": "gate", "state": "live"}
    )
    kept.sources.take_from_hub({"event": "state", "source": "node:n01", "state": "live"})
    kept.heard.clear()
    kept.sources.writer_gone("cameras-0")
    assert kept.sources.feeds.reported(VILLAGE) == Live(0.0)
    kept.sources.writer_gone("hub")
    kept.sources.take_from_cameras("cameras-0", {"event": "ready"})
    kept.sources.take_from_hub({"event": "ready"})
    assert kept.heard == [
        ("camera:gate", "lost"), ("node:n01", "lost"), ("camera:gate", "off"), ("node:n01", "off"),
    ]  # fmt: skip


def test_figures_go_to_their_sources(kept: Kept) -> None:
    kept.sources.take_from_cameras(
        "cameras-0", {"event": "figures", "cameras": {"gate": {"codec": "h264", "fps": 25}}}
    )
    kept.sources.take_from_hub({"event": "figures", "peers": 1})
    assert kept.sources.feeds.figures(GATE).codec == "h264"


def test_what_is_not_about_pictures_goes_to_the_conference(kept: Kept) -> None:
    kept.sources.take_from_hub({"event": "door", "trouble": "in use"})
    assert kept.heard == [{"event": "door", "trouble": "in use"}]


def test_an_order_that_is_refused_is_logged(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    kept.sources.take_from_cameras("cameras-0", {"event": "fault", "text": "no such channel"})
    kept.sources.take_from_hub({"event": "fault", "text": "no such node"})
    assert "no such channel" in caplog.text
    assert "no such node" in caplog.text


def test_sources_are_called_by_their_names_and_known_or_not(kept: Kept) -> None:
    assert kept.sources.title(GATE) == "校门"
    assert "杨家埭村" in kept.sources.title(VILLAGE)
    assert all(kept.sources.title(Source.parse(s)) for s in ("program", "map"))
    assert [kept.sources.knows(Source.parse(s)) for s in ("camera:gate", "map", "node:n9")] == [
        True, True, False,
    ]  # fmt: skip


def test_it_is_said_why_pictures_are_not_decoded_as_the_site_asks_for(kept: Kept) -> None:
    reason = "cuda: there is no such device"
    told = {"event": "decoding", "with": "software", "reason": reason, "fault": True}
    kept.sources.take_from_cameras("cameras-0", told)
    again = {**told, "with": "cuda", "reason": "", "fault": False}
    kept.sources.take_from_cameras("cameras-1", again)
    assert kept.sources.decoding.troubles() == [f"pictures are decoded by software: {reason}"]
    kept.sources.take_from_cameras("cameras-0", again)
    assert kept.sources.decoding.troubles() == []


def test_figures_name_the_device_that_decodes_where_one_does(kept: Kept) -> None:
    kept.sources.take_from_cameras("cameras-0", {"event": "decoding", "with": "cuda"})
    for hardware, device in ((True, "cuda"), (False, "")):
        figures = {"event": "figures", "cameras": {"gate": {"hardware": hardware}}}
        kept.sources.take_from_cameras("cameras-0", figures)
        assert kept.sources.feeds.figures(GATE).device == device

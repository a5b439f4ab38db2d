"""Who hears and sees whom, as the room says."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import pytest

from media.board import FrameBoard
from media.hub import chairing as c
from media.hub import happening as h
from media.hub.canvas import Frameless
from media.hub.flow import AT_ONCE, MOST_WAITING, Flow, Heard, showing
from media.hub.pictures import Picture
from media.hub.posted import Posted
from media.hub.rungs import Rung
from media.hub.site import Site
from media.hub.voice import Voice
from media.sound import SoundBoard
from tests.media.hub.test_clip import LIMIT_S, film
from tests.media.hub.test_showing import order

AROUND = Frameless("运河镇", "等待")


class Place:
    """A flow with one site that has no media."""

    def __init__(self, board: FrameBoard, sound: SoundBoard) -> None:
        self.spoke: list[frozenset[str]] = []
        self.flow = Flow(board, sound, Heard(self.spoke.append, lambda: None))
        pictures = self.flow.pictures("n01", lambda: None)
        self.sites = {"n01": Site("n01", pictures, Voice("n01"))}


def view(place: h.Place, live: bool = True, **changed: Any) -> h.RoomView:
    node = h.NodeView(
        "n01", "x", place, h.MicState.OPEN, 0, True, True, changed.get("camera", True)
    )
    on_air = ("n01",) if place is h.Place.LIVE else ()
    return h.RoomView(live, "k1", (), False, h.Hush.NONE, on_air, (node,))


def run(board: FrameBoard, sound: SoundBoard, go: Callable[[Place], Awaitable[None]]) -> None:
    async def inner() -> None:
        place = Place(board, sound)
        place.flow.start()
        try:
            await go(place)
        finally:
            place.flow.stop()

    asyncio.run(inner())


def test_sources_nobody_looks_at_are_off_and_others_say_what_is_the_matter(
    board: FrameBoard, sound: SoundBoard
) -> None:
    async def go(place: Place) -> None:
        flow, absent = place.flow, view(h.Place.ABSENT, live=False)
        assert flow.states(absent, place.sites) == {
            "program": ("off", None), "node:n01": ("off", None),
        }  # fmt: skip
        for source in ("program", "node:n01"):
            channel = 1 + (source == "program")
            flow.showings.show(
                showing(order(source=source, channel=channel), board.channels, place.sites)
            )
        assert flow.states(absent, place.sites) == {
            "program": ("lost", "absent"), "node:n01": ("lost", "absent"),
        }  # fmt: skip
        assert flow.states(view(h.Place.LIVE), place.sites) == {
            "program": ("live", None), "node:n01": ("connecting", None),
        }  # fmt: skip

    run(board, sound, go)


def test_a_site_without_media_is_not_decoded_and_nothing_runs_for_it(
    board: FrameBoard, sound: SoundBoard
) -> None:
    async def go(place: Place) -> None:
        place.flow.arrange(view(h.Place.LIVE), place.sites, AROUND)
        assert not place.sites["n01"].pictures.wanted
        assert place.flow.mixer.figures()["voices"] == 0
        place.flow.wish_key(place.sites["n01"])
        place.flow.see(place.sites["n01"], "H264", b"\0\0\1\x65", 0.0)

    run(board, sound, go)


def test_only_sources_of_this_hub_can_be_shown(board: FrameBoard, sound: SoundBoard) -> None:
    async def go(place: Place) -> None:
        for source in ("node:n99", "camera:c01", "map"):
            with pytest.raises(ValueError, match="source"):
                showing(order(source=source), 8, place.sites)

    run(board, sound, go)


class Sending(Site):
    """One with media, and what it was told."""

    connected = sends_video = True  # type: ignore[assignment]

    def __post_init__(self) -> None:
        super().__post_init__()
        self.said: list[Any] = []

    def say(self, text: str) -> None:
        self.said.append(json.loads(text))


def test_only_as_large_a_picture_is_asked_for_as_is_shown(
    board: FrameBoard, sound: SoundBoard
) -> None:
    async def go(place: Place) -> None:
        nonlocal said
        site = Sending("n01", place.flow.pictures("n01", lambda: None), Voice("n01"))
        said = site.said
        place.flow.ask_sizes([site], 1.0)
        shown = order(source="node:n01", channel=1, width=1280, height=720)
        place.flow.showings.show(showing(shown, board.channels, {"n01": site}))
        place.flow.ask_sizes([site], 2.0)
        place.flow.ask_sizes([site], 3.0)

    said: list[Any] = []
    run(board, sound, go)
    assert said == [
        {"type": "want", "width": 320, "height": 180, "kbps": 60, "fps": 5},
        {"type": "want", "width": 1280, "height": 720, "kbps": 1400, "fps": 15},
    ]


def test_more_is_asked_for_in_the_moment_in_which_somebody_looks(
    board: FrameBoard, sound: SoundBoard
) -> None:
    said: list[Any] = []

    async def go(place: Place) -> None:
        site = Sending("n01", place.flow.pictures("n01", lambda: None), Voice("n01"))
        place.flow.arrange(view(h.Place.LIVE), {"n01": site}, AROUND)
        place.flow.ask_sizes([site], 1.0)
        shown = order(source="node:n01", channel=1, width=300, height=160)
        place.flow.showings.show(showing(shown, board.channels, {"n01": site}))
        place.flow.arrange(view(h.Place.LIVE), {"n01": site}, AROUND)
        place.flow.arrange(view(h.Place.LIVE), {"n01": site}, AROUND)
        place.flow.showings.hide(1)
        place.flow.arrange(view(h.Place.LIVE), {"n01": site}, AROUND)
        program = order(source="program", channel=2, width=300, height=160)
        place.flow.showings.show(showing(program, board.channels, {"n01": site}))
        place.flow.arrange(view(h.Place.LIVE), {"n01": site}, AROUND)
        said.extend(site.said)

    run(board, sound, go)
    assert [(want["width"], want["fps"]) for want in said[:2]] == [(320, 5), (320, 15)]
    assert [(want["width"] >= 640, want["fps"]) for want in said[2:]] == [(True, 15)]


FILM = h.Shared("file:a.mp4", "桥头")
BEFORE = replace(view(h.Place.LIVE), share=FILM, conduct=c.Conduct(shown="share"))
CALLED = c.Conduct(mode=c.Mode.ROLL_CALL, shown="1")


def test_a_film_waits_unheard_through_a_roll_call_and_goes_on_after_it(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go(place: Place) -> None:
        flow, path = place.flow, film(tmp_path / "a.mp4", 30.0)
        flow.play(FILM.source, path, lambda _: None)
        flow.arrange(BEFORE, place.sites, AROUND)
        clip = flow._clip
        assert clip is not None
        await begun(flow)
        flow.arrange(replace(BEFORE, conduct=CALLED), place.sites, AROUND)
        assert clip.take() is None
        flow.arrange(BEFORE, place.sites, AROUND)
        assert flow._clip is clip
        assert flow._enlarge(FILM).live
        assert clip.take() is not None
        flow.arrange(replace(BEFORE, share=None, conduct=c.Conduct()), place.sites, AROUND)
        assert flow._clip is None
        clip.join()

    run(board, sound, go)


def test_a_film_that_is_broadcast_is_kept_while_a_site_is_called(
    board: FrameBoard, sound: SoundBoard, tmp_path: Path
) -> None:
    async def go(place: Place) -> None:
        flow, path = place.flow, film(tmp_path / "a.mp4", 30.0)
        on = c.Source(FILM.source, FILM.name)
        flow.play(FILM.source, path, lambda _: None)
        clip = flow._clip
        for conduct in (
            replace(CALLED, broadcast=on),
            c.Conduct(mode=c.Mode.BROADCAST, shown="1", broadcast=on),
        ):
            flow.arrange(replace(BEFORE, share=None, conduct=conduct), place.sites, AROUND)
            assert flow._clip is clip
        await begun(flow)

    run(board, sound, go)


async def begun(flow: Flow) -> None:
    async with asyncio.timeout(LIMIT_S):
        while flow.share_state(FILM.source) != "live":
            await asyncio.to_thread(threading.Event().wait, 0.01)


def test_a_screen_that_is_shared_is_asked_for_whole_though_its_site_lies_nowhere_else(
    board: FrameBoard, sound: SoundBoard
) -> None:
    said: list[Any] = []

    async def go(place: Place) -> None:
        nonlocal said
        site = Sending("n01", place.flow.pictures("n01", lambda: None), Voice("n01"))
        screen = h.Shared("node:n01", "x")
        shown = replace(BEFORE, share=screen)
        place.flow.arrange(shown, {"n01": site}, AROUND)
        for second in range(20):
            place.flow.ask_sizes([site], float(second))
        said = site.said

    run(board, sound, go)
    assert said == [{"type": "want", "width": 1920, "height": 1080, "kbps": 1500, "fps": 5}]


def test_a_camera_that_is_broadcast_over_a_shared_screen_is_not_that_screen(
    board: FrameBoard, sound: SoundBoard
) -> None:
    async def go(place: Place) -> None:
        site = Sending("n01", place.flow.pictures("n01", lambda: None), Voice("n01"))
        camera = c.Source("camera:c07", "村口球机")
        conduct = c.Conduct(mode=c.Mode.BROADCAST, shown="1", broadcast=camera)
        screen = h.Shared("node:n01", "x")
        place.flow.arrange(replace(BEFORE, share=screen, conduct=conduct), {"n01": site}, AROUND)
        site.pictures.newest = Picture(av.VideoFrame(64, 36, "yuv420p"), 0.0, 1)
        assert place.flow._newest("node:n01") is not None
        assert place.flow._newest("camera:c07") is None

    run(board, sound, go)


def test_the_command_room_is_framed_while_it_speaks(board: FrameBoard, sound: SoundBoard) -> None:
    async def go(place: Place) -> None:
        flow, seen = place.flow, replace(view(h.Place.LIVE), on_air=(h.ROOM,), room="镇指挥室")
        flow.arrange(seen, place.sites, AROUND)
        shots = []
        for speaking in (frozenset({"n01"}), frozenset({h.ROOM})):
            flow.speaking = speaking
            shots += flow._shoot()
        assert [(shot.name, shot.speaking) for shot in shots] == [
            ("镇指挥室", False), ("镇指挥室", True),
        ]  # fmt: skip

    run(board, sound, go)


class Takes:
    """A site's connection that takes what is sent and notes it."""

    codec = "H264"

    def __init__(self) -> None:
        self.got: list[int] = []
        self.program = self.served = self

    def takes(self, rung: Rung, key: bool) -> bool:
        return rung is Rung.MIDDLE and key

    def put(self, posted: Posted, key: bool) -> bool:
        self.got.append(posted.stamp)
        return key


def test_a_picture_goes_to_some_sites_a_turn_and_to_each_in_its_order(
    board: FrameBoard, sound: SoundBoard
) -> None:
    async def go(place: Place) -> None:
        flow = place.flow
        peers = [Takes() for _ in range(2 * AT_ONCE + 1)]
        live = {f"n{n}": SimpleNamespace(peer=peer) for n, peer in enumerate(peers)}
        flow._live = {**live, "n99": SimpleNamespace(peer=None)}  # type: ignore[dict-item]

        def send(stamp: int) -> None:
            posted = Posted((b"x",), stamp)
            flow._send_program("H264", av.Packet(b"x"), posted, Rung.MIDDLE)  # type: ignore[arg-type]

        send(1)
        assert [len(peer.got) for peer in peers] == [1] * AT_ONCE + [0] * (AT_ONCE + 1)
        flow._live = dict(reversed(flow._live.items()))  # whoever was last is the first now
        send(2)
        for _ in range(2 * len(peers) // AT_ONCE + 1):
            await asyncio.sleep(0)
        assert [peer.got for peer in peers] == [[1, 2]] * len(peers)
        for stamp in range(3, 23):  # without a turn of the loop between
            send(stamp)
            assert len(flow._to_send) <= MOST_WAITING + 3
        for _ in range(2 * MOST_WAITING):
            await asyncio.sleep(0)
        assert [peer.got for peer in peers] == [list(range(1, 23))] * len(peers)
        flow._live = {}

    run(board, sound, go)

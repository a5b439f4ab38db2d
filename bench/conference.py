"""The hub under a whole township: what it costs, how late sound and picture are, what bad lines do.

``python -m bench conference --only load27,loss --seconds 20``. Everything is on loopback: one hub
as its own process, and sites in other processes (``bench/callers.py``).
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.easy_sending import LATE_S
from bench.figures import Figure, into_page, percentile, table
from bench.page_back import page_back
from bench.processes import costs, spent
from bench.township import Township, calling, drain, hub_of, started, township
from media.board import FrameBoard
from media.sound import SoundBoard
from tests.stage.browser import launch
from tests.stage.process import Speaker, free_port

SECONDS = 30.0

SETTLE_S = 8.0
LOSSES = {0.05: 99.0, 0.1: 98.0, 0.2: 95.0, 0.3: 90.0}  # per cent of speech frames played
ROUND_TRIP_S = 0.05
LOST_ROUNDS = 12
SITES = 27
ALL_OF_THEM = "5x6"  # the program's layout that shows them
GONE_S = 10.0
CLICKS = 5
PAGE = Path("docs/conference.md")
# of a conference: what goes on by itself, or is of each site
MOVES = frozenset({"event", "nodes", "program", "record", "floor_s", "began_s"})
STANDS = ("state", "invited", "own_open", "hand", "excused", "hushed", "screen")  # of each site


def load(
    folder: Path, sites: int, seconds: float, codec: str = "H264", obeys: bool = False
) -> list[Figure]:
    """``obeys``: who is not looked at sends little, as the join page does. A township's ``SITES``
    are all on the program, and it is recorded; of more, 16."""
    whole = sites <= SITES
    with township(folder, sites, codec, unheard=not whole, obeys=obeys, listens=True) as room:
        if whole:
            _show_and_record_all(room)
        time.sleep(SETTLE_S)
        room.late()
        drain(room.hub)
        before, began = costs([room.hub.process.pid]), time.monotonic()
        told = room.marks(seconds)
        after, took = costs([room.hub.process.pid]), time.monotonic() - began
        late = room.late()
        figures = [event for event in drain(room.hub) if event["event"] == "figures"]
    cores = sum(spent(before, after).values()) / took
    brought = [figure["mix"]["played"] for figure in figures]
    came = (brought[-1] - brought[0]) / max(len(figures) - 1, 1)
    up = "360p@15 up where looked at, else 180p@5" if obeys else "360p@15 up"
    all_of_it = ", all decoded, composed, recorded" if whole else ""
    name = f"{sites} sites, {up}, program and mix down{all_of_it}"
    of = f"{sites} sites" if not obeys else f"{sites} sites that obey"
    lags = [figure["loop"]["lag_ms_p99"] for figure in figures]
    program = [figure["program"] for figure in figures]
    mix = figures[-1]["mix"]
    sound = sorted(_ears(told))
    picture = sorted(_eyes(told))
    bars = (0.95, 20.0) if whole else (1.6, None)
    print(
        json.dumps({"mix": mix, "program": program[-1], "heard": len(sound), "saw": len(picture)})
    )
    return [
        Figure(f"{name}: processor of the hub ({codec})", cores, "cores", at_most=bars[0],
               note=f"program {statistics.median(p['fps'] for p in program):.0f}/s; {came:.0f} of "
               f"{50 * sites} voice packets a second came"),
        _unheard(f"{of}: gaps in their voices", figures[0]["mix"], mix, late),
        *_gaps(f"{of}: gaps at a listener's ear", told),
        Figure(f"{of}: event loop's lag, p99", percentile(lags, 0.5), "ms",
               at_most=bars[1], note=f"median of each second's, worst {max(lags):.0f}, and of all "
               f"waits {max(figure['loop']['lag_ms_most'] for figure in figures):.0f}"),
        Figure(f"{of}: mouth to ear, p50", percentile(sound, 0.5), "ms", at_most=120,
               note=f"{len(sound)} beginnings of a voice; without the devices and buffers of the "
               "sites"),
        Figure(f"{of}: mouth to ear, p95", percentile(sound, 0.95), "ms", at_most=180),
        Figure(f"{of}: picture site to site, p95", percentile(picture, 0.95), "ms",
               at_most=250, note=f"p50 {percentile(picture, 0.5):.0f}, {len(picture)} marks"),
    ]  # fmt: skip


def _show_and_record_all(room: Township) -> None:
    room.hub.order({"do": "conference", "action": "layout", "layout": ALL_OF_THEM})
    room.hub.order({"do": "conference", "action": "record", "on": True})
    while room.hub.hear("conference", 30)["record"]["state"] != "on":
        pass


def roll(folder: Path, _seconds: float) -> list[Figure]:
    """A chair that goes on as soon as a site is found present, and 27 that speak when asked."""
    with township(folder, SITES, all_speak=True) as room:
        time.sleep(SETTLE_S)
        nodes = sorted(room.links)
        drain(room.hub)
        began = time.monotonic()
        room.hub.order({"do": "conference", "action": "roll_call", "nodes": nodes})
        results: dict[str, str | None] = {}
        answered: set[str] = set()
        while len(answered) < len(nodes):
            told = room.hub.hear("conference", 30)["roll_call"]
            results = {row["node"]: row["result"] for row in told["sheet"]}
            called = told["node"]
            if called not in answered and results.get(called) is not None:
                answered.add(called)
                room.hub.order({"do": "conference", "action": "next"})
        took = time.monotonic() - began
    present = sum(result == "present" for result in results.values())
    return [
        Figure(f"roll call of {SITES} sites that answer", took / SITES, "s a site", at_most=1.5,
               note=f"{present} found present; 1.25 s of it are the 3, 2, 1 that a site sees")
    ]  # fmt: skip


def loss(folder: Path, seconds: float) -> list[Figure]:
    """Of speech that never pauses, on lines of 50 ms round trip."""
    found = []
    with township(folder, 4, all_speak=True) as room:
        for part, bar in LOSSES.items():
            room.order(do="line", loss=part, delay_s=ROUND_TRIP_S / 2)
            time.sleep(5)
            before = _mix(room)
            time.sleep(seconds)
            after = _mix(room)
            counted = {k: after[k] - before[k] for k in ("played", "recovered", "concealed")}
            frames = sum(counted.values())
            heard = 100 * (counted["played"] + counted["recovered"]) / max(frames, 1)
            found.append(
                Figure(
                    f"speech frames heard at {part:.0%} loss each way", heard, "%", at_least=bar,
                    note=f"{100 * counted['recovered'] / max(frames, 1):.1f} % of them recovered "
                    f"from the packet after; of {frames}",
                )
            )  # fmt: skip
    return found


def freeze(folder: Path, seconds: float) -> list[Figure]:
    """The longest standstill in the program when one packet of a site's picture is lost."""
    stood = []
    with township(folder, 2) as room:
        room.order(do="line", loss=0.0, delay_s=ROUND_TRIP_S / 2)
        room.order(do="flicker", every=1)
        time.sleep(3)
        usual = _longest(room.marks(5.0))
        for _ in range(LOST_ROUNDS):
            drain(room.callers[-1])
            room.callers[-1].order({"do": "lose", "times": 1})
            stood.append(_longest(room.marks(2.0)))
    return [
        Figure("freeze after one lost packet of a picture", 1000 * max(stood), "ms", at_most=400,
               note=f"worst of {len(stood)}, median {1000 * statistics.median(stood):.0f}; 50 ms "
               f"round trip; without a loss the longest is {1000 * usual:.0f}")
    ]  # fmt: skip


def comings(folder: Path, _seconds: float) -> list[Figure]:
    """27 sites come again: after the hub was killed, and after the network was gone; a browser's
    page after the latter."""
    names = [f"n{number:02}" for number in range(1, SITES + 1)]
    port = free_port()
    with ExitStack() as stack:
        board = FrameBoard.create(channels=2, slot_bytes=1280 * 720 * 4)
        sound = SoundBoard.create()
        stack.callback(board.close)
        stack.callback(sound.close)
        began = [started(folder, names, board, sound, f"127.0.0.1:{port}")]
        stack.callback(lambda: began[-1].close())
        links = began[0].hear("door", 20)["links"]
        began[0].order({"do": "conference", "action": "start", "mute_above": None})
        halves = (names[:14], names[14:])
        callers = [
            stack.enter_context(calling(folder, {"links": {node: links[node] for node in half}}))
            for half in halves
        ]
        room = Township(began[0], callers, links)
        room.wait_connected(SITES)
        time.sleep(SETTLE_S)
        began[0].order({"do": "conference", "action": "give_floor", "node": names[3]})
        began[0].order({"do": "conference", "action": "banner", "text": "bench"})
        began[0].order({"do": "conference", "action": "lock"})
        time.sleep(SETTLE_S)
        before = [e for e in drain(began[0]) if e["event"] == "conference"][-1]
        killed_at = _forget(callers)
        began[0].process.kill()
        began[0].close()
        again = started(folder, names, board, sound, f"127.0.0.1:{port}", restores=True)
        began.append(again)
        again.order({"do": "restore", "conference": before})
        killed = _all_back(callers, killed_at)
        time.sleep(SETTLE_S)
        after = [e for e in drain(again) if e["event"] == "conference"][-1]
        others = differences(before, after)
        room.order(do="gone", gone=True)
        time.sleep(GONE_S)
        back_at = _forget(callers)
        room.order(do="gone", gone=False)
        back = _all_back(callers, back_at)
    return [
        Figure(f"hub killed to {SITES} sites with media", max(killed), "s", at_most=10,
               note=f"the last one; median {statistics.median(killed):.1f}; it is started again at "
               "once"),
        Figure("hub killed: of the room's state is otherwise", len(others), "", at_most=0,
               note=", ".join(others) or f"{len(before)} parts, and {len(STANDS)} of each site"),
        Figure("network back to media back", max(back), "s", at_most=3,
               note=f"the last of {SITES}, median {statistics.median(back):.1f}; gone for "
               f"{GONE_S:.0f} s; the sites of the bench try again at once"),
        page_back(folder / "page", GONE_S),
    ]  # fmt: skip


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What of a conference, and of its sites as far as the chair and they themselves decided it, is
    otherwise."""
    found = [key for key in before if key not in MOVES and before[key] != after.get(key)]
    nodes = {node["id"]: node for node in after["nodes"]}
    for node in before["nodes"]:
        then = nodes.get(node["id"], {})
        found += [f"{node['id']} {key}" for key in STANDS if node.get(key) != then.get(key)]
    return found


def _forget(callers: list[Speaker]) -> float:
    for caller in callers:
        drain(caller)
    return time.monotonic()


def _all_back(callers: list[Speaker], since: float, within_s: float = 60.0) -> list[float]:
    """s from ``since`` until each site had media again."""
    came: dict[str, float] = {}
    end = time.monotonic() + within_s
    while len(came) < SITES and time.monotonic() < end:
        for event in [event for caller in callers for event in drain(caller)]:
            if event["event"] == "media":
                came.setdefault(event["node"], event["at"] - since)
        time.sleep(0.05)
    return [*came.values(), *[within_s] * (SITES - len(came))]


def clicks(folder: Path, _seconds: float) -> list[Figure]:
    """From the click on "join" in Chromium to the program's first picture on the page."""
    took = []
    with hub_of(folder, ["n01", "n02"]) as hub, sync_playwright() as playwright:
        links = hub.hear("door", 20)["links"]
        hub.order({"do": "conference", "action": "start", "mute_above": None})
        browser, page = launch(playwright, "--allow-loopback-in-peer-connection")
        page.goto(links["n01"])
        page.wait_for_selector("#join:enabled")
        for _ in range(CLICKS):
            began = time.monotonic()
            page.click("#join")
            page.wait_for_selector("body[data-program=seen]")
            took.append(time.monotonic() - began)
            page.click("#leave")
            page.wait_for_selector("body[data-program='']")
            time.sleep(1)
        browser.close()
    return [
        Figure('click on "join" in Chromium to the program on its page', statistics.median(took),
               "s", at_most=1.5, note=f"median of {CLICKS}, worst {max(took):.2f}")
    ]  # fmt: skip


def _unheard(
    name: str, before: dict[str, int], after: dict[str, int], left: dict[str, float]
) -> Figure:
    """What the hub could not play of the sites' voices, and blocks of the mix it let go. ``left``:
    how the sites' packets left them."""
    parts = ("concealed", "gaps", "late", "came_late", "played")
    found = {part: after[part] - before[part] for part in parts}
    return Figure(
        # a packet that comes late is one gap, however long the voice stays away, and concealed
        name, max(found["concealed"], found["gaps"]) + found["late"], "", at_most=0,
        note=f"of {found['played']} voice packets played, in {found['gaps']} places; "
        f"{found['came_late']} came after their turn, {found['late']} blocks of the mix were let "
        f"go; {left['late']:.0f} packets left their site more than {1000 * LATE_S:.0f} ms late, "
        f"the worst {left['worst_ms']:.0f} ms",
    )  # fmt: skip


def _gaps(name: str, told: list[dict[str, Any]]) -> list[Figure]:
    ears = [event for event in told if event["event"] == "listened"]
    if len(ears) < 2:
        return []
    first, last = ears[0], ears[-1]
    late, lag = (max(ear[what] for ear in ears[1:]) for what in ("late_ms", "lag_ms"))
    return [
        Figure(name, last["gaps"] - first["gaps"], "", at_most=0,
               note=f"of {last['frames'] - first['frames']} blocks of the mix; one was {late:.0f} "
               f"ms later than the quickest and the listener's own loop {lag:.0f} ms late, at most")
    ]  # fmt: skip


def _longest(told: list[dict[str, Any]]) -> float:
    seen = [event["seen"] for event in told if event["event"] == "saw"]
    return max((b - a for a, b in itertools.pairwise(seen)), default=9.9)


def _mix(room: Township) -> dict[str, int]:
    drain(room.hub)
    mix: dict[str, int] = room.figures()["mix"]
    return mix


def _ears(told: list[dict[str, Any]]) -> Iterator[float]:
    """ms from each beginning at the mouth to the same at the ear."""
    ears = [event["ear"] for event in told if event["event"] == "heard"]
    for mouth in (event["mouth"] for event in told if event["event"] == "said"):
        after = [ear for ear in ears if mouth < ear < mouth + 1.0]
        if after:
            yield 1000 * (after[0] - mouth)


def _eyes(told: list[dict[str, Any]]) -> Iterator[float]:
    seen = [event["seen"] for event in told if event["event"] == "saw"]
    for shown in (event["shown"] for event in told if event["event"] == "flashed"):
        after = [at for at in seen if shown < at < shown + 0.7]
        if after:
            yield 1000 * (after[0] - shown)


PARTS: dict[str, Callable[[Path, float], list[Figure]]] = {
    "load27": lambda folder, seconds: load(folder, 27, seconds),
    "load27vp8": lambda folder, seconds: load(folder, 27, seconds, "VP8"),
    "load54": lambda folder, seconds: load(folder, 54, seconds),
    "load54obeys": lambda folder, seconds: load(folder, 54, seconds, obeys=True),
    "roll": roll,
    "loss": loss,
    "freeze": freeze,
    "comings": comings,
    "clicks": clicks,
}


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench conference")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, by commas")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--write", action="store_true", help=f"put the table into {PAGE}")
    return parser.parse_args(words)


def run(folder: Path, chosen: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    for name in chosen.only.split(","):
        (folder / name).mkdir()
        figures += PARTS[name](folder / name, chosen.seconds)
    if chosen.write:
        into_page(PAGE, "conference", table(figures))
    return figures


def measure(folder: Path) -> list[Figure]:
    return run(folder, parse(["--write"]))

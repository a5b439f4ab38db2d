"""The demo town's program: what runs in it, the orders it takes and what it tells."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from console.town.cameras.beacon import Beacon
from console.town.cameras.darkroom import Darkroom, Stream
from console.town.cameras.login import Login
from console.town.cameras.lookouts import Lookouts
from console.town.cameras.onvif import Onvif, look_outs
from console.town.cameras.rtsp import Cameras
from console.town.film.reel import MAIN, SUB
from console.town.film.shot import Shot
from console.town.folder import write_keys, write_site
from console.town.past import write_past
from console.town.pipes import Pipes
from console.town.platform.server import Platform
from console.town.world.town import Camera, the_town

if TYPE_CHECKING:
    from console.town.villages.gathering import Villages

Json = dict[str, Any]
HEARTBEAT_S = 1.0
CHINA = timezone(timedelta(hours=8))  # the town's days

log = logging.getLogger("console.town")


class Program:
    """Everything that runs, in the order it is started."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        whole = the_town(arguments.seed)
        self._town = dataclasses.replace(whole, cameras=whole.cameras[: arguments.cameras])
        self._pipes = Pipes()
        self._darkroom = Darkroom(arguments.cache, max(1, os.cpu_count() or 1))
        keys = write_keys(arguments.site)
        login = Login(keys.name, keys.password)
        self._cameras = Cameras(self._town.cameras, login, self._develop)
        heads = look_outs(self._town.cameras)
        self._onvif = Onvif(
            heads, keys.name, keys.password, is_cut=self._cameras.is_cut,
            wanted=lambda camera: self._lookouts.prepare(_shot(camera, SUB)),
        )  # fmt: skip
        turned = {camera.number: self._onvif.heads[camera.id] for camera in heads}
        self._lookouts = Lookouts(self._darkroom, turned)
        self._beacon = Beacon(heads, self._onvif)
        self._platform = Platform(self._town, arguments.seed, arguments.speed, keys.token)
        self._villages: asyncio.Future[Villages] | None = None

    async def run(self) -> None:
        """Serve until told to stop."""
        await self._pipes.open()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, self._pipes.end)
        async with asyncio.TaskGroup() as tasks:
            darkroom = tasks.create_task(self._darkroom.run(), name="darkroom")
            try:
                await self._start(tasks)
                beat = tasks.create_task(self._beat(), name="heartbeat")
                async for order in self._pipes.orders():
                    await self._obey(order)
                beat.cancel()
            finally:
                await self._stop()
                darkroom.cancel()
        self._pipes.close()
        await asyncio.sleep(0)  # a closed pipe is let go in the loop's next turn

    async def _start(self, tasks: asyncio.TaskGroup) -> None:
        arguments = self._arguments
        port = await self._cameras.start(arguments.rtsp_port)
        url = await self._platform.start(arguments.platform_port)
        onvif = await self._onvif.start(port, arguments.onvif_port)
        await self._beacon.start(arguments.discovery_port)
        heads = {camera: self._onvif.address(camera) for camera in self._onvif.heads}
        write_site(arguments.site, self._town, port, url, heads, datetime.now(CHINA).date())
        self._pipes.tell(
            {
                "event": "ready", "pid": os.getpid(), "site": str(arguments.site),
                "rtsp": port, "platform": url, "onvif": onvif, "simulated": True,
            }
        )  # fmt: skip
        tasks.create_task(self._remember(), name="past")
        if not arguments.no_nodes:
            self._villages = tasks.create_task(self._gather(tasks), name="villages:import")

    async def _remember(self) -> None:
        """The invented past, at the first start: reports have something to say."""
        arguments = self._arguments
        try:
            await asyncio.to_thread(
                write_past, arguments.site, self._town, arguments.seed, datetime.now(UTC)
            )
        except OSError as fault:
            log.warning("the town's past cannot be written: %s", fault)

    async def _gather(self, tasks: asyncio.TaskGroup) -> Villages:
        """The villages, once what they need is loaded: that takes a second, and ready is told."""
        module = await asyncio.to_thread(import_module, "console.town.villages.gathering")
        arguments = self._arguments
        villages: Villages = module.Villages(
            self._town, arguments.seed, arguments.speed, arguments.cache
        )
        tasks.create_task(villages.run(), name="villages")
        return villages

    async def _stop(self) -> None:
        self._beacon.stop()
        await self._onvif.stop()
        await self._cameras.stop()
        await self._lookouts.stop()
        await self._platform.stop()
        if self._villages is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await (await self._villages).stop()

    async def _develop(self, camera: Camera, size: str) -> Stream:
        return await self._lookouts.stream(_shot(camera, MAIN if size == "main" else SUB))

    async def _obey(self, order: Json) -> None:
        try:
            await self._do(order)
        except (KeyError, ValueError, TypeError, OSError) as error:
            self._pipes.fault(f"{order['do']}: {error!r}")

    async def _do(self, order: Json) -> None:
        match order["do"]:
            case "invite":
                await self._invite(order)
            case "cut":
                self._cameras.cut(order["camera"])
            case "mend":
                self._cameras.mend(order["camera"])
            case "platform":
                await self._platform.set_up(bool(order["up"]))
            case "case" if isinstance(order["case"], dict):
                self._case(order["case"])
            case "story":
                await self._story(bool(order["running"]))
            case unknown:
                raise ValueError(f"there is no such order as {unknown!r}")

    async def _invite(self, order: Json) -> None:
        if self._villages is None:
            raise ValueError("the town was started without nodes")
        (await asyncio.shield(self._villages)).invite(dict(order["links"]), order.get("ca"))

    async def _story(self, running: bool) -> None:
        self._platform.story(running)
        if self._villages is not None:
            (await asyncio.shield(self._villages)).story(running)

    def _case(self, partial: Json) -> None:
        case = self._platform.case(partial)
        self._pipes.tell(
            {"event": "case", "id": case["id"], "rev": case["rev"], "at": case["updated_at"]}
        )

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            ready = self._villages is not None and self._villages.done()
            villages = self._villages.result().figures() if self._villages and ready else {}
            self._pipes.tell(
                {
                    "event": "heartbeat", "served": self._cameras.served, "nodes": villages,
                    "platform": self._platform.figures(), "look_outs": self._lookouts.figures(),
                    "rss_mb": resident_mb(),
                    "dropped": self._pipes.dropped,
                }
            )  # fmt: skip


def _shot(camera: Camera, size: tuple[int, int]) -> Shot:
    return Shot(camera.scene, camera.number, camera.name, camera.pose.heading_deg, *size)


def resident_mb() -> float:
    """Memory the town holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError):
        return 0.0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def default_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "command-room" / "town"


def parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m console.town", description="The demo town: everything in it is simulated."
    )
    parser.add_argument("--site", type=Path, required=True, help="folder to write the site into")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where reels are kept")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--speed", type=float, default=1.0, help="of the story")
    parser.add_argument("--cameras", type=int, default=64, choices=range(1, 65), metavar="1-64")
    parser.add_argument("--rtsp-port", type=int, default=0)
    parser.add_argument("--platform-port", type=int, default=0)
    parser.add_argument("--onvif-port", type=int, default=0)
    parser.add_argument("--discovery-port", type=int, default=3702)
    parser.add_argument("--no-nodes", action="store_true", help="no simulated villages")
    return parser.parse_args(words)


def main() -> int:
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="town %(levelname)s %(message)s"
    )
    for chatty in ("aioice", "aiortc"):  # a line for every pair of addresses tried
        logging.getLogger(chatty).setLevel(logging.WARNING)
    arguments = parse(sys.argv[1:])
    arguments.site = arguments.site.absolute()
    try:
        asyncio.run(Program(arguments).run())
    except OSError as error:
        log.error("%s", error)
        return 1
    return 0

"""The streams that all contestants read, and a site folder that names them."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import av

from tests.stage.process import Speaker
from tests.stage.room import CACHE, a_town

DRAWN_WITHIN_S = 300  # the first time ever, each scene has to be drawn
SITE = """\
name = "Bench"
language = "en"

[wall]
layout = "{layout}"

[conference]
listen = "127.0.0.1:0"
"""


@dataclass(frozen=True)
class Login:
    name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Streams:
    """The addresses of cameras, in the order of their marks' numbers."""

    sub: tuple[str, ...]
    main: tuple[str, ...]
    login: Login = field(repr=False)
    pid: int  # of who serves them


@contextmanager
def town_streams(folder: Path) -> Iterator[Streams]:
    """The demo town's 64 cameras; its login is invented for this run."""
    folder.mkdir(exist_ok=True)
    with a_town(folder, "--no-nodes") as town:
        town.order(do="story", running=False)
        secrets = tomllib.loads((town.site / "state/secrets.toml").read_text("utf-8"))
        entry = secrets["cameras"]["town"]
        with (town.site / "cameras.csv").open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
        yield Streams(
            tuple(row["sub"] for row in rows),
            tuple(row["main"] for row in rows),
            Login(entry["name"], entry["password"]),
            town.speaker.process.pid,
        )


@contextmanager
def reel_streams(folder: Path, cameras: int) -> Iterator[Streams]:
    """Any number of small streams without a login, from a server that costs little."""
    speaker = Speaker(
        ["-m", "bench.reel_server", "--cache", str(CACHE), "--cameras", str(cameras)],
        folder / "reel-server.log",
    )
    try:
        port = speaker.hear("ready", DRAWN_WITHIN_S)["port"]
        urls = tuple(f"rtsp://127.0.0.1:{port}/{number}" for number in range(cameras))
        yield Streams(urls, (), Login("", ""), speaker.process.pid)
    finally:
        speaker.close()


def develop(urls: Sequence[str], login: Login) -> None:
    """Open every stream once, so that its scene is drawn before anybody is measured."""
    options = {
        "rtsp_transport": "tcp", "probesize": "32", "timeout": f"{DRAWN_WITHIN_S * 1_000_000}",
    }  # fmt: skip

    def look(url: str) -> None:
        with av.open(with_login(url, login), options=options):
            pass

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, urls))


def with_login(url: str, login: Login) -> str:
    """For programs that take it no other way."""
    return url.replace("rtsp://", f"rtsp://{login.name}:{login.password}@", 1)


def write_site(
    folder: Path, urls: Sequence[str], login: Login, layout: str, warm: bool = False
) -> None:
    """A room of these cameras and nothing else. Each has one stream: the one all others show too,
    so that nobody chooses another."""
    state = folder / "state"
    state.mkdir(parents=True)
    state.chmod(0o700)
    secrets = state / "secrets.toml"
    secrets.touch(0o600)
    name, password = json.dumps(login.name), json.dumps(login.password)
    entry = f"[cameras.bench]\nname = {name}\npassword = {password}\n"
    secrets.write_text(entry if login.name else "", "utf-8")
    (folder / "site.toml").write_text(SITE.format(layout=layout), "utf-8")
    with (folder / "cameras.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("id", "name", "main", "user", "warm"))
        user = "bench" if login.name else ""
        for number, url in enumerate(urls):
            name = f"c{number + 1:03}"
            table.writerow((name, name, url, user, "yes" if warm else "no"))

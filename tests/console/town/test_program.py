"""The town as a program: JSON lines in and out, as PROTOCOL.md has it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import av
import pytest

from console.town.film.mark import read_mark
from console.town.program import parse


@pytest.fixture
def town(tmp_path: Path, reel_cache: Path) -> Iterator[subprocess.Popen[str]]:
    with started(tmp_path / "site", reel_cache) as process:
        yield process


@contextmanager
def started(site: Path, cache: Path) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "console.town", "--site", str(site), "--cache", str(cache),
             "--no-nodes", "--cameras", "12"]  # fmt: skip
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(town: subprocess.Popen[str], event: str) -> dict[str, Any]:
    assert town.stdout is not None
    for line in town.stdout:
        told: dict[str, Any] = json.loads(line)
        if told["event"] == event:
            return told
    raise AssertionError(f"the town ended without {event}")


def told(town: subprocess.Popen[str], line: str) -> None:
    assert town.stdin is not None
    town.stdin.write(line + "\n")
    town.stdin.flush()


def test_it_is_ready_obeys_and_ends_with_its_stdin(
    town: subprocess.Popen[str], tmp_path: Path
) -> None:
    ready = heard(town, "ready")
    assert ready["pid"] == town.pid
    assert ready["platform"].startswith("http://127.0.0.1:")
    assert len((tmp_path / "site" / "cameras.csv").read_text("utf-8").splitlines()) == 13
    told(town, '{"do":"case","case":{"title":"测试","simulated":true}}')
    case = heard(town, "case")
    assert case["rev"] == 1
    assert case["id"]
    assert heard(town, "heartbeat")["served"] == 0
    assert town.stdin is not None
    town.stdin.close()
    assert town.wait(20) == 0


def test_orders_it_cannot_carry_out_are_answered_and_change_nothing(
    town: subprocess.Popen[str],
) -> None:
    heard(town, "ready")
    for line in (
        '{"do":"cut","camera":"c99"}', "no json", '{"camera":"c01"}', '{"do":"dance"}',
        '{"do":"cut"}', '{"do":"invite","links":{}}', '{"do":"case","case":7}', "[]",
    ):  # fmt: skip
        told(town, line)
        assert heard(town, "fault")["text"]
    told(town, '{"do":"cut","camera":"c01"}')
    told(town, '{"do":"platform","up":false}')
    told(town, '{"do":"platform","up":true}')
    told(town, '{"do":"story","running":false}')
    told(town, '{"do":"stop"}')
    assert town.wait(20) == 0


def children(pid: int) -> set[str]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return {child for task in tasks for child in (task / "children").read_text().split()}


def first_picture(url: str) -> tuple[int, int] | None:
    with av.open(url, options={"rtsp_transport": "tcp", "timeout": "15000000"}) as opened:
        for frame in opened.decode(opened.streams.video[0]):
            return read_mark(frame.to_ndarray(format="bgr24"))
    return None


def test_a_stream_is_made_when_it_is_asked_for_and_nobody_is_left_afterwards(
    tmp_path: Path,
) -> None:
    with started(tmp_path / "site", tmp_path / "cache") as town:
        port = heard(town, "ready")["rtsp"]
        login = tomllib.loads((tmp_path / "site/state/secrets.toml").read_text("utf-8"))
        password = login["cameras"]["town"]["password"]
        mark = first_picture(f"rtsp://town:{password}@127.0.0.1:{port}/c11/sub")
        assert mark is not None
        assert mark[0] == 10
        assert len(list((tmp_path / "cache").glob("*.reel"))) == 1
        workers = children(town.pid)
        assert workers
        town.terminate()
        assert town.wait(20) == 0
        left = {pid for pid in workers if Path(f"/proc/{pid}").exists()}
        assert not {pid for pid in left if "spawn_main" in command(pid)}


def command(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8").replace("\0", " ")
    except OSError:
        return ""


@pytest.mark.parametrize("words", [[], ["--site", "x", "--cameras", "65"], ["--site", "x", "-q"]])
def test_wrong_arguments_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse(words)

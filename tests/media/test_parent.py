from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable

from media.parent import Message, resident_mb

# a child that answers, refuses, and says what it was told
SCRIPT = """
import asyncio, sys
from media import parent
parent.LONGEST_LINE = 2000
parent.HEARTBEAT_S = float({beat!r})
told = parent.Parent(lambda: {{"cameras": 3}})
def obey(order):
    match order["do"]:
        case "say": told.tell({{"event": "said", "text": order["text"]}})
        case "flood":
            for number in range(300_000): told.tell({{"event": "flood", "text": "x" * 50}})
            print("flooded", file=sys.stderr, flush=True)
        case _: raise ValueError("no such order")
asyncio.run(told.serve(obey))
"""


def talk(lines: Iterable[str], beat: float = 1000.0) -> list[Message]:
    """Give a child these lines, then the end of its stdin; its events."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", SCRIPT.format(beat=beat)],
        input="".join(line + "\n" for line in lines), capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_child_is_ready_answers_and_ends_with_its_stdin() -> None:
    ready, said = talk(['{"do": "say", "text": "村"}'])
    assert ready["event"] == "ready"
    assert ready["pid"] > 0
    assert said == {"event": "said", "text": "村"}


def test_nothing_is_obeyed_after_stop() -> None:
    events = talk(['{"do": "stop"}', '{"do": "say", "text": "late"}'])
    assert [event["event"] for event in events] == ["ready"]


def test_a_faulty_order_is_answered_without_being_repeated_and_the_next_is_obeyed() -> None:
    faulty = ["no json", "[1]", "{}", '{"do": "dance", "password": "geheim"}', '{"do": "say"}']
    events = talk([*faulty, "x" * 5000, '{"do": "say", "text": "still here"}'])
    assert [event["event"] for event in events] == ["ready", *["fault"] * 6, "said"]
    assert "geheim" not in json.dumps(events)
    assert events[6]["text"] == "a line longer than 2000 bytes"


def test_a_heartbeat_tells_memory_lag_and_the_childs_own_figures() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(beat=0.01)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["event"] == "ready"
        beat = json.loads(child.stdout.readline())
        child.stdin.close()
        child.stdout.read()
    assert beat["event"] == "heartbeat"
    assert beat["rss_mb"] > 1
    assert beat["in_use_mb"] is None or beat["in_use_mb"] > 0.1
    assert beat["lag_ms"] >= 0
    assert (beat["untold"], beat["cameras"]) == (0, 3)


def test_a_parent_that_does_not_read_costs_events_and_not_memory() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(beat=0.05)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write('{"do": "flood"}\n')
        child.stdin.flush()
        # a parent that read meanwhile might be as fast as its child, and nothing would be dropped
        assert child.stderr.readline() == "flooded\n"
        events = (json.loads(line) for line in child.stdout)
        next(each for each in events if each["event"] == "flood")
        untold = next(each["untold"] for each in events if each["event"] == "heartbeat")
        child.stdin.close()
        child.stdout.read()
    assert untold > 1000


def test_the_memory_of_a_process_is_known_and_that_of_none_is_zero() -> None:
    assert resident_mb() > 1
    assert resident_mb(os.getpid()) > 1
    assert resident_mb(2**22 + 1) == 0.0

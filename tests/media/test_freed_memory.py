from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import pytest

from media import freed_memory
from media.freed_memory import give_back, keep_giving_back

PIECE = 100_000  # below what glibc maps one by one
PIECES = 400


def held_kb() -> int:
    found = re.search(r"\nAnonymous: +(\d+)", Path("/proc/self/smaps_rollup").read_text())
    assert found is not None
    return int(found[1])


def test_holes_between_what_is_used_go_back_to_the_system() -> None:
    pieces = [bytes([1]) * PIECE for _ in range(PIECES)]
    del pieces[::2]  # every other one stays, so that none of the rest lies at the end
    before = held_kb()
    assert give_back()
    assert before - held_kb() > PIECE * PIECES / 2 / 1024 / 2
    assert len(pieces) == PIECES / 2


def test_it_is_given_back_after_the_start_and_then_at_each_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[float | str] = []

    async def sleep(seconds: float) -> None:
        told.append(seconds)
        if len(told) > 5:
            raise asyncio.CancelledError

    monkeypatch.setattr(freed_memory.asyncio, "sleep", sleep)
    monkeypatch.setattr(freed_memory, "give_back", lambda: told.append("given back"))
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(keep_giving_back(5, 60))
    assert told == [5, "given back", 60, "given back", 60, "given back", 60]


HELD = """
import re, sys
from pathlib import Path
from media.freed_memory import keep_large_apart

def held_kb():
    return int(re.search(r"\\nAnonymous: +(\\d+)", Path("/proc/self/smaps_rollup").read_text())[1])

if sys.argv[1] == "apart":
    assert keep_large_apart()
bytearray(20_000_000)  # freed at once: glibc takes blocks of that size from its heap from now on
pieces = [(bytearray(200_000), bytearray(2000)) for _ in range(200)]
before = held_kb()
pieces = [small for _, small in pieces]
print(before - held_kb())
"""


@pytest.mark.parametrize(("how", "least", "most"), [("apart", 30_000, 50_000), ("", -1_000, 5_000)])
def test_large_blocks_leave_no_holes_between_small_ones(how: str, least: int, most: int) -> None:
    told = subprocess.run([sys.executable, "-c", HELD, how], capture_output=True, check=True)
    assert least <= int(told.stdout) <= most


END = """
import ctypes
from media import freed_memory

class Told(ctypes.Structure):  # struct mallinfo2
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd",
        "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
    )]

told = ctypes.CDLL(None).mallinfo2
told.restype = Told
assert freed_memory.keep_large_apart()
before = told().hblks
pieces = [(bytearray(2000), bytearray(freed_memory.LARGE)) for _ in range(400)]
apart = told().hblks
del pieces[-50:]
pieces += [bytearray(40 * 2000)]
print(apart - before, told().hblks - apart + 50)
"""


def test_the_end_of_the_heap_has_no_room_for_a_large_block() -> None:
    told = subprocess.run([sys.executable, "-c", END], capture_output=True, check=True)
    apart, behind_what_was_freed = map(int, told.stdout.split())
    assert apart >= 380  # some find a hole that starting has left
    assert behind_what_was_freed == 1

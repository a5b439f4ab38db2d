from __future__ import annotations

import re
from pathlib import Path

from media.freed_memory import give_back

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

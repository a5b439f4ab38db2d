"""What processes cost, as Linux tells it: processor time and memory, children included."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Processor seconds so far, and memory now, of one process."""

    name: str
    cpu_s: float
    pss_mb: float


def tree(root: int) -> list[int]:
    """A process and all that descend from it; those that have ended are left out."""
    found = [root]
    for pid in found:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in children.read_text("ascii").split()]
            except OSError:
                continue
    return [pid for pid in found if os.path.exists(f"/proc/{pid}")]


def costs(roots: list[int], memory: bool = False) -> dict[int, Cost]:
    """Of every process of these programs, by its number. Reading ``memory`` costs some
    milliseconds each, so it is read only when asked for."""
    told = {}
    for pid in [pid for root in roots for pid in tree(root)]:
        try:
            pss = _pss_mb(pid) if memory else 0.0
            told[pid] = Cost(_name(pid), _cpu_s(pid), pss)
        except (OSError, ValueError):  # it ended meanwhile
            continue
    return told


def spent(before: dict[int, Cost], after: dict[int, Cost]) -> dict[str, float]:
    """Processor seconds between two readings, by the processes' names."""
    by_name: dict[str, float] = {}
    for pid, cost in after.items():
        began = before[pid].cpu_s if pid in before else 0.0
        by_name[cost.name] = by_name.get(cost.name, 0.0) + cost.cpu_s - began
    return by_name


def machine_s() -> float:
    """Processor seconds of the whole machine so far, without idling and waiting for disks."""
    with open("/proc/stat", encoding="ascii") as told:
        user, nice, system, _, _, interrupt, soft, steal = map(int, told.readline().split()[1:9])
    return (user + nice + system + interrupt + soft + steal) / TICKS


def _cpu_s(pid: int) -> float:
    """The process with all its threads, also those that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _name(pid: int) -> str:
    """``console``, ``media.cameras`` and the like for ours; the program's name for others."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    if "-m" in words[:-1]:
        return words[words.index("-m") + 1]
    return os.path.basename(words[0])

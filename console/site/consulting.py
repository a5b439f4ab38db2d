"""The site folder's plans and meetings: read, with the presets that come with the program, and
checked against the lists they name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.site.invited import Seat, is_within
from console.site.meeting import Meeting
from console.site.meeting_files import read_meetings
from console.site.plan import Plan, plan_in
from layouts.fault import Fault, did_you_mean
from layouts.format import LARGEST_FILE, WallFaults
from layouts.toml_file import Keys, TomlFile

PRESETS = Path(__file__).parent / "plans"
MOST_PLANS = 100


@dataclass(frozen=True)
class Consulting:
    """All that could be read, plans in their order, and the faults of the rest. ``left_out``:
    layouts that are named in vain, without which a plan still does the rest."""

    plans: tuple[Plan, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    left_out: tuple[Fault, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """What plans and meetings may name."""

    nodes: Sequence[Seat]
    cameras: Collection[str]
    camera_groups: Collection[str]
    layouts: Collection[str]
    programs: Collection[str]  # layouts of the program: the hub's, and those that were kept


def read_consulting(folder: Path, known: Known) -> Consulting:
    """A plan of the room takes the place of the preset of its name."""
    faults: list[Fault] = []
    left_out: list[Fault] = []
    plans = {plan.name: plan for plan in presets()}
    for path in sorted((folder / "plans").glob("*.toml"))[:MOST_PLANS]:
        file = TomlFile.read(path, f"plans/{path.name}", LARGEST_FILE)
        try:
            plan = plans[path.stem] = plan_in(file, path.stem, str(path))
        except WallFaults as wrong:
            faults += wrong.faults
            continue
        faults += _of_plan(file, plan, known)
        left_out += _of_layouts(file, plan, known)
    meetings = read_meetings(folder, known.nodes)
    faults += meetings.faults
    ordered = sorted(plans.values(), key=lambda plan: (plan.order, plan.name))
    return Consulting(tuple(ordered), meetings.meetings, tuple(faults), tuple(left_out))


def presets() -> list[Plan]:
    """They name kinds of sites only, so they fit any room."""
    return [
        plan_in(TomlFile.read(path, path.name, LARGEST_FILE), path.stem, "")
        for path in sorted(PRESETS.glob("*.toml"))
    ]


def _of_plan(file: TomlFile, plan: Plan, known: Known) -> Iterator[Fault]:
    for key, text in plan.invited.lost(known.nodes):
        yield _fault(file, (key,), text)
    for camera in plan.cameras:
        if camera not in known.cameras:
            text = f'there is no camera "{camera}"{did_you_mean(camera, known.cameras)}'
            yield _fault(file, ("cameras",), text)
    for group in plan.camera_groups:
        if not any(is_within(each, group) for each in known.camera_groups):
            near = did_you_mean(group, known.camera_groups)
            yield _fault(file, ("camera_groups",), f'there is no group "{group}"{near}')


def _of_layouts(file: TomlFile, plan: Plan, known: Known) -> Iterator[Fault]:
    """Of the wall and of the program."""
    if plan.layout and plan.layout not in known.layouts:
        near = did_you_mean(plan.layout, known.layouts)
        yield _fault(file, ("layout",), f'there is no layout "{plan.layout}"{near}')
    if plan.program and plan.program not in known.programs:
        near = did_you_mean(plan.program, known.programs)
        text = f'there is no program layout "{plan.program}"{near}'
        yield _fault(file, ("program",), text)


def _fault(file: TomlFile, path: Keys, text: str) -> Fault:
    file.fault(path, text)
    return file.faults[-1]

"""A consultation plan (预案): who is called, what comes up on the wall, what to do. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from console.site.invited import KEYS, Invited, read_invited
from layouts.format import LARGEST_FILE, LONGEST_NAME, LONGEST_TITLE, WallFaults, open_table
from layouts.toml_file import TomlFile

KIND = "plan"
MOST_CAMERAS = 64
MOST_CHECKS = 50
LONGEST_CHECK = 200
LONGEST_BANNER = 100
MOST_NEAREST = 16
MOST_WORDS = 20
LEVELS = ("red", "orange", "yellow", "blue")  # of a public warning
_KEYS = (
    "format", "kind", "title", "order", *KEYS, "cameras", "camera_groups", "nearest", "layout",
    "program", "banner", "checklist", "record", "warning_words", "warning_levels",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """``name`` is its file's. ``nearest``: so many cameras around the case, where it begins from
    one. ``layout`` empty: the wall keeps its own. ``program``: a layout of what all sites see, one
    of the hub's or one that the chair has kept; empty: as it comes. ``record``: the conference is
    recorded.
    ``warning_words`` and ``warning_levels``: of the public warnings that the plan is made for."""

    name: str
    title: str
    order: int = 100
    invited: Invited = field(default_factory=Invited)
    cameras: tuple[str, ...] = ()
    camera_groups: tuple[str, ...] = ()
    nearest: int = 0
    layout: str = ""
    banner: str = ""
    checklist: tuple[str, ...] = ()
    record: bool = False
    origin: str = ""
    warning_words: tuple[str, ...] = ()
    warning_levels: tuple[str, ...] = ()
    program: str = ""


def parse_plan(text: str, name: str, origin: str = "") -> Plan:
    """The plan a text describes; WallFaults says all that is wrong with it."""
    return plan_in(TomlFile(f"{name}.toml", text.encode(), LARGEST_FILE), name, origin)


def plan_in(file: TomlFile, name: str, origin: str) -> Plan:
    root = open_table(file, name, KIND)
    root.known(_KEYS)
    plan = Plan(
        name,
        root.text("title", name, LONGEST_TITLE),
        root.integer("order", 100, 0, 1000),
        read_invited(root),
        tuple(root.texts("cameras", MOST_CAMERAS, LONGEST_NAME)),
        tuple(root.texts("camera_groups", MOST_CAMERAS)),
        root.integer("nearest", 0, 0, MOST_NEAREST),
        root.text("layout", longest=LONGEST_NAME),
        root.text("banner", longest=LONGEST_BANNER),
        tuple(root.texts("checklist", MOST_CHECKS, LONGEST_CHECK)),
        root.boolean("record", False),
        origin,
        tuple(root.texts("warning_words", MOST_WORDS, LONGEST_NAME)),
        tuple(root.texts("warning_levels", len(LEVELS), LONGEST_NAME)),
        root.text("program", longest=LONGEST_NAME),
    )
    if unknown := set(plan.warning_levels) - set(LEVELS):
        root.fault("warning_levels", f'"{min(unknown)}" is not one of {", ".join(LEVELS)}')
    if plan.invited == Invited() and not file.faults:
        root.fault("nodes", "is missing: nodes, groups or kinds say who is called")
    if len(set(plan.checklist)) < len(plan.checklist):
        root.fault("checklist", "has an entry twice")
    if file.faults:
        raise WallFaults(file.faults)
    return plan

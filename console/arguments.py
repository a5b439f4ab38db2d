"""The command line as a value. What is wrong in it is an error with the right form beside it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from console.site.address import parse_address
from console.site.records import SCREENS

LARGEST_PX = 32768  # X11's own limit

_SUM = re.compile(r"[0-9A-Fa-f]{64}")
_SIZE = re.compile(r"(\d{1,5})[xX×](\d{1,5})")
_USAGE = """\
command-room [--site DIR | --demo] [--layout NAME] [--view desk|wall]
                    [--windowed WIDTHxHEIGHT] [--screens one|each|all] [--control HOST:PORT]
                    [--language zh|en] [--quit-after SECONDS]
       command-room check DIR
       command-room join-cards [--site DIR] [--out FILE.pdf] [--language zh|en]
       command-room report DIR --period PERIOD [--out FILE.xlsx|FILE.pdf]
       command-room verify FOLDER [SHA-256 of its manifest.sha256]
       command-room audit verify DIR
       command-room audit export DIR FILE.csv
"""


class ArgumentError(Exception):
    """The command line is wrong; the text says what would be right."""


class HelpWanted(Exception):  # noqa: N818 - a wish, not an error
    """``--help``: the text is what to print."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line asks for. At most one of ``site``, ``demo``, ``check``,
    ``audit`` and ``verify`` is set; without any the operator is asked which room.

    None means: as the site's settings say.
    """

    site: Path | None = None
    demo: bool = False
    check: Path | None = None
    verify: Path | None = None  # an exported folder
    report: Path | None = None  # of this site folder
    period: str = ""  # of the report
    join_cards: bool = False  # of ``site``, or of the room opened last
    out: Path | None = None  # of the cards or the report
    audit: Path | None = None  # a site folder, or its state/audit
    audit_csv: Path | None = None  # where to put its entries; None: it is verified
    noted: str = ""  # the sum of its sums, where it is given
    layout: str | None = None
    view: str = "desk"  # desk | wall
    windowed: tuple[int, int] | None = None  # width, height in px; None fills the screen
    control: tuple[str, int] | None = None  # host, port
    screens: str | None = None  # one | each | all
    language: str | None = None  # zh | en
    quit_after_s: float | None = None


def parse(argv: Sequence[str]) -> Arguments:
    """The arguments without the program's name. Raises ArgumentError or HelpWanted."""
    if argv[:1] == ["check"]:
        return Arguments(check=_only_folder(argv[1:], "check takes the site folder", "check DIR"))
    if argv[:1] == ["verify"]:
        return _verify(argv[1:])
    if argv[:1] == ["audit"]:
        return _audit(argv[1:])
    if argv[:1] == ["join-cards"]:
        return _join_cards(argv[1:])
    if argv[:1] == ["report"]:
        return _report(argv[1:])
    given = _parser().parse_args(list(argv))
    if given.help:
        raise HelpWanted(_parser().format_help())
    if given.site is not None and given.demo:
        raise ArgumentError("--site and --demo are two rooms: choose one")
    return Arguments(
        site=given.site,
        demo=given.demo,
        layout=given.layout,
        view=given.view,
        windowed=given.windowed,
        control=given.control,
        screens=given.screens,
        language=given.language,
        quit_after_s=given.quit_after,
    )


def _verify(rest: Sequence[str]) -> Arguments:
    form = "verify FOLDER [SHA-256]"
    noted = rest[1] if len(rest) == 2 else ""
    if noted and not _SUM.fullmatch(noted):
        raise ArgumentError(f'"{noted}" is no SHA-256, which has 64 digits of 0-9 and a-f: {form}')
    folder = rest[:1] if noted else rest
    return Arguments(
        verify=_only_folder(folder, "verify takes an exported folder", form), noted=noted
    )


def _audit(rest: Sequence[str]) -> Arguments:
    if set(rest) & {"-h", "--help"}:
        raise HelpWanted(_parser().format_help())
    match rest:
        case ["verify", folder] if folder:
            return Arguments(audit=Path(folder))
        case ["export", folder, file] if folder and file:
            return Arguments(audit=Path(folder), audit_csv=Path(file))
    raise ArgumentError("audit takes: verify DIR, or export DIR FILE.csv")


def _join_cards(rest: Sequence[str]) -> Arguments:
    parser = _Parser("command-room join-cards", add_help=False, allow_abbrev=False)
    parser.add_argument("--site", metavar="DIR", type=_folder)
    parser.add_argument("--out", metavar="FILE.pdf", type=_folder)
    parser.add_argument("--language", choices=("zh", "en"))
    if set(rest) & {"-h", "--help"}:
        raise HelpWanted(_parser().format_help())
    given = parser.parse_args(list(rest))
    return Arguments(join_cards=True, site=given.site, out=given.out, language=given.language)


def _report(rest: Sequence[str]) -> Arguments:
    parser = _Parser("command-room report", add_help=False, allow_abbrev=False)
    parser.add_argument("report", metavar="DIR", type=_folder)
    parser.add_argument("--period", metavar="PERIOD", required=True)
    parser.add_argument("--out", metavar="FILE", type=_folder)
    if set(rest) & {"-h", "--help"}:
        raise HelpWanted(_parser().format_help())
    given = parser.parse_args(list(rest))
    out = given.out
    if out is not None and out.suffix not in (".xlsx", ".pdf"):
        raise ArgumentError(f'"{out}" is neither FILE.xlsx nor FILE.pdf: what is to be written')
    return Arguments(report=given.report, period=given.period, out=out)


def _only_folder(rest: Sequence[str], wanted: str, form: str) -> Path:
    if set(rest) & {"-h", "--help"}:
        raise HelpWanted(_parser().format_help())
    if len(rest) != 1 or not rest[0] or rest[0].startswith("-"):
        raise ArgumentError(f"{wanted} and nothing else: {form}")
    return Path(rest[0])


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise ArgumentError(message)


def _parser() -> _Parser:
    parser = _Parser(
        "command-room",
        usage=_USAGE,
        description="The console of a township's command room.",
        add_help=False,
        allow_abbrev=False,  # a script must not break when an option is added
    )
    add = parser.add_argument
    add("--site", metavar="DIR", type=_folder, help="the folder that configures the room")
    add("--demo", action="store_true", help="the demo town, simulated")
    add("--layout", metavar="NAME", help="the layout to open with, such as 3x3")
    add("--view", choices=("desk", "wall"), default="desk", help="the window, or the tiles alone")
    add("--windowed", metavar="WIDTHxHEIGHT", type=_size, help="a window at the upper left corner")
    add("--control", metavar="HOST:PORT", type=_address, help="where the control API listens")
    add("--screens", choices=SCREENS, help="one window, a wall on each other screen, one over all")
    add("--language", choices=("zh", "en"), help="of the window")
    add("--quit-after", metavar="SECONDS", type=_seconds, help="end by itself")
    add("-h", "--help", action="store_true", help="this text")
    return parser


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("needs a folder")
    return Path(text)


def _size(text: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(text)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1 <= width <= LARGEST_PX and 1 <= height <= LARGEST_PX):
        raise argparse.ArgumentTypeError(f'"{text}" is no size: WIDTHxHEIGHT, such as 1920x1080')
    return width, height


def _address(text: str) -> tuple[str, int]:
    try:
        return parse_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f'"{text}" is no number of seconds above 0')
    return seconds

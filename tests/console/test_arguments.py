from __future__ import annotations

from pathlib import Path

import pytest

from console.arguments import ArgumentError, Arguments, HelpWanted, parse


def test_a_site_is_enough() -> None:
    assert parse(["--site", "room"]) == Arguments(site=Path("room"))
    assert parse(["--demo"]) == Arguments(demo=True)
    assert parse([]) == Arguments()


def test_every_option_is_taken_over() -> None:
    line = (
        "--demo --layout 8x8 --view wall --windowed 1920x1080 --control 127.0.0.1:0 "
        "--language en --quit-after 2.5"
    )
    assert parse(line.split()) == Arguments(
        demo=True,
        layout="8x8",
        view="wall",
        windowed=(1920, 1080),
        control=("127.0.0.1", 0),
        language="en",
        quit_after_s=2.5,
    )


def test_check_takes_a_folder() -> None:
    assert parse(["check", "room"]) == Arguments(check=Path("room"))


def test_verify_takes_an_exported_folder() -> None:
    assert parse(["verify", "out"]) == Arguments(verify=Path("out"))
    noted = "0aF" * 21 + "0"
    assert parse(["verify", "out", noted]) == Arguments(verify=Path("out"), noted=noted)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("--site a --demo", "two rooms"),
        ("--demo --view ceiling", r"--view: invalid choice: 'ceiling' \(choose from '?desk"),
        ("--demo --windowed 1920", "WIDTHxHEIGHT, such as 1920x1080"),
        ("--demo --windowed 0x10", "is no size"),
        ("--demo --control 8790", "HOST:PORT, such as 127.0.0.1:8790"),
        ("--demo --language de", "--language: invalid choice"),
        ("--demo --quit-after soon", '"soon" is no number of seconds above 0'),
        ("--demo --quit-after -1", "is no number of seconds|expected one argument"),
        ("--demo --quit-after nan", "is no number of seconds"),
        ("--demo --lay 3x3", "unrecognized arguments: --lay 3x3"),
        ("--demo --fullscreen", "unrecognized arguments: --fullscreen"),
        ("--site", "--site: expected one argument"),
        ("check", "check DIR"),
        ("check a b", "check DIR"),
        ("verify", "verify FOLDER"),
        ("verify a b", "no SHA-256"),
        ("verify a b c", "verify FOLDER"),
        ("check --demo", "check DIR"),
    ],
)
def test_a_wrong_line_says_what_would_be_right(line: str, error: str) -> None:
    with pytest.raises(ArgumentError, match=error):
        parse(line.split())


@pytest.mark.parametrize("line", ["-h", "--help", "--demo --help", "check --help"])
def test_help_names_every_option(line: str) -> None:
    with pytest.raises(HelpWanted) as wish:
        parse(line.split())
    text = str(wish.value)
    options = ("--site", "--demo", "--layout", "--view", "--windowed", "--control", "--language",
               "--quit-after", "check DIR")  # fmt: skip
    assert all(option in text for option in options)


def test_a_report_takes_a_room_a_period_and_a_file() -> None:
    read = parse(["report", "room", "--period", "2026-11", "--out", "november.pdf"])
    assert (read.report, read.period, read.out) == (Path("room"), "2026-11", Path("november.pdf"))
    assert parse(["report", "room", "--period", "2026"]).out is None
    for wrong in (["room"], ["--period", "2026"], ["room", "--period", "2026", "--out", "a.doc"]):
        with pytest.raises(ArgumentError):
            parse(["report", *wrong])


def test_join_cards_take_a_room_a_file_and_a_language() -> None:
    read = parse(["join-cards", "--site", "room", "--out", "cards.pdf", "--language", "en"])
    assert (read.join_cards, read.site, read.out, read.language) == (
        True, Path("room"), Path("cards.pdf"), "en",
    )  # fmt: skip
    assert parse(["join-cards"]).site is None
    for wrong in (["room"], ["--to", "x"], ["--language", "fr"]):
        with pytest.raises(ArgumentError):
            parse(["join-cards", *wrong])


def test_the_audit_is_verified_or_exported() -> None:
    assert parse(["audit", "verify", "room"]) == Arguments(audit=Path("room"))
    exported = Arguments(audit=Path("room"), audit_csv=Path("a.csv"))
    assert parse(["audit", "export", "room", "a.csv"]) == exported
    for wrong in (["audit"], ["audit", "verify"], ["audit", "export", "room"]):
        with pytest.raises(ArgumentError, match="audit takes"):
            parse(wrong)

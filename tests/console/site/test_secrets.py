from __future__ import annotations

import stat
from pathlib import Path

import pytest

from console.site import secrets
from console.site.secrets import Secrets, read_secrets
from layouts.toml_file import TomlFile
from media.secret import Secret

WRITTEN = """\
# kept by hand
platform = "p-token"

[cameras.hik]
name = "viewer"
password = "p@ss"
"""


CLEAR = 'must not stand here: put it into state/secrets.toml and write "@NAME" here'


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def read(text: str) -> tuple[Secrets, list[str]]:
    file = TomlFile("state/secrets.toml", text.encode())
    return read_secrets(file), [str(fault) for fault in file.faults]


def test_entries_and_camera_logins_are_read() -> None:
    found, faults = read(WRITTEN)
    assert faults == []
    assert found.entries == {"platform": Secret("p-token")}
    assert found.logins == {"hik": ("viewer", Secret("p@ss"))}


def test_a_fault_never_shows_a_value() -> None:
    text = (
        "platform = 918273\n[cameras]\nold = 918273\n"
        "[cameras.hik]\nname = 'v'\npasword = '918273'\n[cameras.b]\nname='v'\npassword = 918273\n"
    )
    _, faults = read(text)
    assert faults == [
        'state/secrets.toml:1: platform: needs a text in quotes: "…"',
        "state/secrets.toml:3: cameras.old: needs a table: [cameras.old] with name and password",
        'state/secrets.toml:6: cameras.hik.pasword: is no key here; did you mean "password"?',
        "state/secrets.toml:4: cameras.hik.password: is missing",
        'state/secrets.toml:9: cameras.b.password: needs a text in quotes: "…"',
    ]
    assert "918273" not in repr(read(WRITTEN.replace("p@ss", "918273")))


@pytest.mark.parametrize(
    ("text", "entries", "users"),
    [
        ("platform = 5\n", ["platform"], []),
        ("[cameras.hik]\nname = 5\npassword = 'x'\n", [], ["hik"]),
        ("[cameras.hik]\nname = 'x'\n", [], ["hik"]),
        ("[cameras]\nhik = 5\n", [], ["hik"]),
        ("cameras = 5\n", [], ["hik", "b"]),
        ("no toml", ["platform", "turn"], ["hik", "b"]),
    ],
)
def test_what_is_there_and_wrong_is_not_said_to_be_missing(
    text: str, entries: list[str], users: list[str]
) -> None:
    found, faults = read(text)
    assert len(faults) == 1
    assert [entry for entry in ("platform", "turn") if not found.lacks(entry)] == entries
    assert [user for user in ("hik", "b") if not found.lacks_login(user)] == users


def test_a_value_without_quotes_that_is_no_toml_is_not_shown_either() -> None:
    _, faults = read("platform = 918273secret\n")
    assert len(faults) == 1
    assert "918273" not in faults[0]


def test_the_new_token_goes_ahead_of_all_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / secrets.FILE
    path.parent.mkdir()
    path.write_text(WRITTEN)
    token = secrets.make_token(tmp_path)
    assert path.read_text() == f'control = "{token.reveal()}"\n{WRITTEN}'
    assert read(path.read_text())[0].entries["control"] == token
    assert len(token.reveal()) >= 40
    assert mode(path) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secrets.toml"]


def test_a_byte_order_mark_does_not_end_up_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / secrets.FILE
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbfplatform = 'x'\n")
    secrets.make_token(tmp_path)
    assert set(read(path.read_text())[0].entries) == {"control", "platform"}


def test_what_others_may_read_is_closed(tmp_path: Path) -> None:
    path = tmp_path / secrets.FILE
    path.parent.mkdir(mode=0o755)
    path.write_text(WRITTEN)
    path.chmod(0o644)
    path.parent.chmod(0o755)
    assert secrets.loose(tmp_path) == [
        "state has mode 0755; 0700 is right",
        "state/secrets.toml has mode 0644; 0600 is right",
    ]
    secrets.secure(tmp_path)
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)
    assert secrets.loose(tmp_path) == []


def test_the_state_folder_is_made_closed(tmp_path: Path) -> None:
    secrets.secure(tmp_path)
    assert mode(tmp_path / "state") == 0o700


def test_a_write_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(WRITTEN)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(secrets.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        secrets.write_secret_file(path, "x")
    assert path.read_text() == WRITTEN
    assert [entry.name for entry in tmp_path.iterdir()] == ["secrets.toml"]


def test_a_reference_names_an_entry() -> None:
    file = TomlFile(
        "site.toml", b'a = "@x"\nb = "@y"\nc = "clear-918273"\nd = 918273\ne = "@new"\n'
    )
    table = file.root
    assert table is not None
    entries = Secrets({"x": Secret("1")}, {})
    assert secrets.refer(table, "a", entries) == Secret("1")
    assert [secrets.refer(table, key, entries) for key in "bcd"] == [None, None, None]
    assert secrets.refer(table, "e", entries, made="new") is None
    assert [str(fault) for fault in file.faults] == [
        'site.toml:2: b: state/secrets.toml has no entry "y": add the line y = "…" there',
        f"site.toml:3: c: {CLEAR}",
        f"site.toml:4: d: {CLEAR}",
    ]

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.site.check import check
from media.hub import certificate

OWN_ADDRESS = (
    "[conference] public_url is empty: the sites' links begin with this machine's own address in "
    "its network, https://ADDRESS:8443; set it when sites come from elsewhere"
)


def test_a_right_site_is_summed_up(site: Path) -> None:
    said: list[str] = []
    assert check(site, said.append) == 0
    assert said == [
        "柳桥镇指挥室: no fault",
        "2 cameras, 0 on the map, 0 with a pose",
        "1 conference node, 5 plans, 0 meetings",
        "0 grids, 0 map features",
        "platform: none",
        f"note: {OWN_ADDRESS}",
    ]


def test_every_fault_has_its_line_and_the_exit_code_is_1(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    write("cameras.csv", "id,name,main\nc01,,rtsp://h/1\n?,x,rtsp://h/1\n")
    said: list[str] = []
    assert check(site, said.append) == 1
    assert said == [
        "cameras.csv:2: name: is empty and must not be",
        'cameras.csv:3: id: "?" is no id: letters, digits, - and _, 1 to 64 of them',
        f"2 faults in {site}",
    ]


def test_secrets_that_others_may_read_are_noted(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    write("state/secrets.toml", 'control = "x"\n').chmod(0o640)
    (site / "state").chmod(0o700)
    said: list[str] = []
    assert check(site, said.append) == 0
    assert said[-1] == (
        "note: state/secrets.toml has mode 0640; 0600 is right; "
        "the program corrects it when it opens the room"
    )
    assert (site / "state/secrets.toml").stat().st_mode & 0o777 == 0o640


def test_the_walk_through_of_the_documentation_works_as_written(tmp_path: Path) -> None:
    text = (Path(__file__).parents[3] / "docs/site.md").read_text(encoding="utf-8")
    script = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)[0]
    subprocess.run(["sh", "-ec", script], cwd=tmp_path, check=True)
    lists = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
    for name, rows in zip(("cameras.csv", "nodes.csv"), lists, strict=True):
        (tmp_path / "room" / name).write_text(rows, encoding="utf-8")
    said: list[str] = []
    assert check(tmp_path / "room", said.append) == 0, said
    assert said[1] == "2 cameras, 0 on the map, 0 with a pose"
    assert [line for line in said if line.startswith("note")] == [f"note: {OWN_ADDRESS}"]


@pytest.mark.parametrize(
    ("settings", "begin"),
    [
        ('listen = "10.0.0.9:8443"', "https://10.0.0.9:8443;"),
        ('listen = "[fd00::1]:443"', "https://[fd00::1]:443;"),
        ('public_url = "https://room.example:8443"', ""),
        ('listen = "127.0.0.1:8443"', ""),
    ],
)
def test_what_links_begin_with_is_noted_where_nobody_set_it(
    site: Path, write: Callable[[str, str], Path], settings: str, begin: str
) -> None:
    write("site.toml", f'name = "a"\n[conference]\n{settings}\n')
    said: list[str] = []
    assert check(site, said.append) == 0
    notes = [line for line in said if "public_url" in line]
    assert [begin in note for note in notes] == ([True] if begin else [])


def test_a_room_without_sites_has_no_links_to_speak_of(site: Path) -> None:
    (site / "nodes.csv").unlink()
    said: list[str] = []
    check(site, said.append)
    assert not any(line.startswith("note") for line in said)


def test_a_name_nearly_right_is_noted_with_the_faults(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    (site / "cameras.csv").unlink()
    write("camera.csv", "id,name,main\n")
    said: list[str] = []
    assert check(site, said.append) == 1
    assert 'note: camera.csv is not read; did you mean "cameras.csv"?' in said


def test_a_given_certificate_is_judged(site: Path, write: Callable[[str, str], Path]) -> None:
    papers = certificate.prepare(site / "given", ["room.example"], datetime.now(UTC))
    text = (site / "site.toml").read_text("utf-8")
    for host, note in (
        ("room.example", None),
        ("other.example", "hub.crt is not for other.example, which the join links begin with"),
    ):
        write(
            "site.toml",
            f'{text}\n[conference]\npublic_url = "https://{host}"\n'
            'tls = {cert = "given/hub.crt", key = "given/hub.key"}\n',
        )
        said: list[str] = []
        assert check(site, said.append) == 0
        found = [line for line in said if "[conference] tls" in line]
        assert len(found) == bool(note)
        assert not note or note in found[0]
    papers.key.write_text("nonsense")
    said = []
    check(site, said.append)
    assert any("holds no private key" in line for line in said)


def test_limits_without_the_years_holidays_are_noted(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    write("limits.csv", "category,clock,amount\n01,handle,4\n")
    write("roster.csv", "date,person\n2026-11-26,王芳\n2026-11-27,陈刚\n")
    said: list[str] = []
    assert check(site, said.append, datetime(2031, 5, 5, tzinfo=UTC)) == 0
    assert "1 time limit, 2 duty turns" in said
    assert any("the holidays of 2031 are not known" in line for line in said)
    said.clear()
    check(site, said.append, datetime(2026, 5, 5, tzinfo=UTC))
    assert not any("holidays" in line for line in said)


def test_what_the_room_opens_without_is_a_fault_here(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    write("scenes/flood.toml", 'default = "flood-wall"\n')
    said: list[str] = []
    assert check(site, said.append) == 1
    assert [each.partition("; ")[0] for each in said] == [
        'scenes/flood.toml:1: default: there is no layout "flood-wall"',
        f"1 fault in {site}",
    ]

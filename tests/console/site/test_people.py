from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.site.load import SiteFaults, read_site
from console.site.people import Person, read_seated, write_seated


def test_people_are_read_with_their_roles_in_either_language(
    site: Path, write: Callable[[str, str], Path]
) -> None:
    write("people.csv", "id,name,role,unit,phone\np1,张建国,值班长,指挥室,139\np2,李,operator,,\n")
    assert read_site(site).people == (
        Person("p1", "张建国", "duty_chief", "指挥室", "139"),
        Person("p2", "李", "operator"),
    )


def test_a_room_without_the_list_has_nobody_on_it(site: Path) -> None:
    assert read_site(site).people == ()


def test_every_mistake_names_its_line(site: Path, write: Callable[[str, str], Path]) -> None:
    write("people.csv", "id,name,role\np1,张,operater\np1,,坐席\n?,王,领导\n")
    with pytest.raises(SiteFaults) as told:
        read_site(site)
    said = [str(fault) for fault in told.value.faults]
    assert said[0].startswith('people.csv:2: role: "operater" is no role; did you mean "operator"?')
    assert 'people.csv:3: id: "p1" is already the id of line 2' in said
    assert "people.csv:3: name: is empty and must not be" in said
    assert any(each.startswith('people.csv:4: id: "?" is no id') for each in said)


def test_who_sat_here_is_remembered(tmp_path: Path) -> None:
    assert read_seated(tmp_path) == ""
    write_seated(tmp_path, "p2")
    assert read_seated(tmp_path) == "p2"

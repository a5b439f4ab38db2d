"""What becomes of tours' files, apart from the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from console.desk.tour_files import TourFiles
from layouts.folder import WallFolder
from layouts.layout import Cell, Layout
from layouts.scene import Scene, ScreenPlan
from layouts.schedule import Rule, Schedule
from layouts.tour import Page, Tour

RIVER = Tour("river", ("c01", "c02"), dwell_s=7.5, title="河道", extra={"colour": "blue"})


@pytest.fixture
def files(tmp_path: Path) -> TourFiles:
    return TourFiles(tmp_path)


def kept(site: Path, name: str) -> Tour:
    return replace(WallFolder(site).read().tours[name], origin="")


def test_a_new_tour_is_there_and_told_with_all_others(files: TourFiles, tmp_path: Path) -> None:
    outcome = files.save(RIVER)
    assert outcome.done
    assert replace(outcome.files.tours["river"], origin="") == RIVER == kept(tmp_path, "river")


def test_a_new_tour_takes_no_name_that_is_there(files: TourFiles, tmp_path: Path) -> None:
    files.save(RIVER)
    for name in ("river", "3x3"):
        with pytest.raises(ValueError, match="there is one of that name"):
            files.save(Tour(name, ("c09",)))
    assert kept(tmp_path, "river") == RIVER
    (tmp_path / "layouts" / "bad.toml").write_text("columns = x\n", "utf-8")
    with pytest.raises(ValueError, match="there is one of that name"):
        files.save(Tour("bad", ("c09",)))


def test_a_change_keeps_the_version_before(files: TourFiles, tmp_path: Path) -> None:
    files.save(RIVER)
    files.save(replace(RIVER, dwell_s=20.0), "river")
    assert kept(tmp_path, "river").dwell_s == 20.0
    assert files.restore(RIVER).files.tours["river"].dwell_s == 7.5


def test_another_name_goes_into_all_that_name_it(files: TourFiles, tmp_path: Path) -> None:
    files.save(RIVER)
    folder = WallFolder(tmp_path)
    folder.save(Layout("gates", 1, 1, (Cell(0, 0, tour="river"),)))
    folder.save(Scene("night", {"main": ScreenPlan("1x1", "river")}))
    folder.save(Schedule("duty", (Rule(tour="river"), Rule(scene="night"))))
    found = files.save(replace(RIVER, name="bank", dwell_s=9.0), "river").files
    assert (list(found.tours), found.tours["bank"].dwell_s) == (["bank"], 9.0)
    assert found.layouts["gates"].cells[0].tour == "bank"
    assert found.scenes["night"].screens["main"].tour == "bank"
    assert [rule.tour for rule in found.schedules["duty"].rules] == ["bank", ""]
    with pytest.raises(ValueError, match="there is one of that name"):
        files.save(replace(RIVER, name="gates"), "bank")


def test_one_that_is_named_is_not_removed_and_another_comes_back(
    files: TourFiles, tmp_path: Path
) -> None:
    files.save(RIVER)
    WallFolder(tmp_path).save(Schedule("duty", (Rule(tour="river"),)))
    outcome = files.remove(RIVER)
    assert (outcome.done, [one.name for one in outcome.users]) == (False, ["duty"])
    assert kept(tmp_path, "river") == RIVER
    WallFolder(tmp_path).remove(Schedule("duty", ()))
    outcome = files.remove(RIVER)
    assert (outcome.done, outcome.files.tours) == (True, {})
    assert not files.remove(RIVER).done
    assert files.restore(Tour("river")).done
    assert kept(tmp_path, "river") == RIVER
    assert not files.restore(Tour("never")).done


def test_what_could_not_be_read_again_is_not_written(files: TourFiles, tmp_path: Path) -> None:
    for tour, words in (
        (Tour("long", tuple(f"{n:064}" for n in range(1500))), "too long for one file"),
        (Tour("quick", ("c01",), dwell_s=0.5), "dwell_s"),
        (Tour("none"), "cameras"),
    ):
        with pytest.raises(ValueError, match=words):
            files.save(tour)
    assert not (tmp_path / "layouts").exists()


def test_pages_are_kept_as_they_stand(files: TourFiles, tmp_path: Path) -> None:
    pages = (Page(("c01", "c02"), extra={"say": "桥"}), Page(("c03",), 40.0))
    tour = Tour("pages", pages=pages)
    files.save(tour)
    files.save(replace(tour, title="分页"), "pages")
    assert kept(tmp_path, "pages").pages == pages

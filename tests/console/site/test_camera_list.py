from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.site.camera_list import (
    PREVIOUS,
    Cancelled,
    export_list,
    exported,
    preview,
    read_list,
    take_over,
)
from console.site.csv_file import CsvFile
from console.site.load import read_site
from console.site.tables import CAMERA_COLUMNS, MOST_CAMERAS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEADER = "id,name,main\n"


def seen(site: Path, text: str, leave_out: bool = False):  # type: ignore[no-untyped-def]
    return preview(site, text.encode(), leave_out, read_site(site).cameras)


def test_a_right_list_says_what_it_would_change(site: Path) -> None:
    told = seen(site, HEADER + "c01,市场西,rtsp://10.0.0.1/1\nc03,桥,rtsp://10.0.0.3/1\n")
    assert (told.added, told.changed, told.gone, told.faulty) == (1, 1, 1, 0)
    assert [(line.at, line.id, line.name) for line in told.lines] == [
        (2, "c01", "市场西"), (3, "c03", "桥"),
    ]  # fmt: skip
    assert told.site is not None
    assert [camera.id for camera in told.site.cameras] == ["c01", "c03"]


def test_faults_are_told_by_their_line(site: Path) -> None:
    text = HEADER + "c01,市场,rtsp://10.0.0.1/1\nc 2,,rtsp://x/1\nc01,又,nonsense\n"
    told = seen(site, text)
    assert told.site is None
    assert [{fault.key for fault in line.faults} for line in told.lines] == [
        set(), {"id", "name"}, {"id", "main"},
    ]  # fmt: skip
    assert told.elsewhere == ()


def test_faulty_lines_can_be_left_out(site: Path) -> None:
    text = HEADER + "c01,市场,rtsp://10.0.0.1/1\nc 2,x,rtsp://x/1\nc02,河口,rtsp://10.0.0.2/1\n"
    told = seen(site, text, leave_out=True)
    assert told.faulty == 1
    assert told.site is not None
    assert told.written == HEADER + text.splitlines(True)[1] + text.splitlines(True)[3]


def test_a_wrong_header_belongs_to_no_line(site: Path) -> None:
    told = seen(site, "id,nam,main\nc01,x,rtsp://x/1\n", leave_out=True)
    assert told.site is None
    assert 'did you mean "name"' in str(told.elsewhere[0])


def test_what_the_rest_of_the_site_needs_is_told(site: Path) -> None:
    (site / "layouts").mkdir()
    layout = 'columns = 1\nrows = 1\ncells = [{ column = 0, row = 0, source = "camera:c02" }]\n'
    (site / "layouts" / "own.toml").write_text(layout)
    told = seen(site, HEADER + "c01,市场,rtsp://10.0.0.1/1\n")
    assert told.site is None
    assert "c02" in str(told.elsewhere[0])


def test_what_leads_nowhere_already_does_not_hinder_a_list(site: Path) -> None:
    (site / "layouts").mkdir()
    layout = 'columns = 1\nrows = 1\ncells = [{ column = 0, row = 0, source = "camera:c99" }]\n'
    (site / "layouts" / "own.toml").write_text(layout)
    told = seen(site, HEADER + "c01,市场,rtsp://10.0.0.1/1\n")
    assert told.site is not None
    assert told.elsewhere == ()


def test_a_list_of_gbk_is_taken_over_as_utf_8_and_the_one_before_is_kept(site: Path) -> None:
    before = (site / "cameras.csv").read_bytes()
    (site / "cameras.csv").chmod(0o640)
    content = (HEADER + "c09,村口桥头的水闸,rtsp://10.0.0.9/1\n").encode("gbk")
    told = preview(site, content, False, ())
    kept = take_over(site, told.written, NOON)
    assert kept is not None
    assert kept.parent == site / PREVIOUS
    assert kept.read_bytes() == before
    assert (site / "cameras.csv").stat().st_mode & 0o777 == 0o640
    assert [camera.name for camera in read_site(site).cameras] == ["村口桥头的水闸"]


def test_a_list_that_cannot_be_kept_leaves_what_was_there(site: Path) -> None:
    before = (site / "cameras.csv").read_bytes()
    (site / "state").write_text("in the way")
    with pytest.raises(OSError, match="state"):
        take_over(site, HEADER, NOON)
    assert (site / "cameras.csv").read_bytes() == before


def test_what_is_exported_holds_no_password_and_can_be_read_again(site: Path) -> None:
    (site / "cameras.csv").write_text(
        'id,name,main,sub\n"c01","市场, 西",rtsp://op:geheim@10.0.0.1/1,'
        "rtsp://10.0.0.1/user=op&password=geheim&channel=1\n"
    )
    text = exported(site)
    assert "geheim" not in text
    assert "op:" not in text
    assert "rtsp://10.0.0.1/1" in text
    (site / "cameras.csv").write_text(text)
    assert read_site(site).cameras[0].name == "市场, 西"


def test_a_list_is_read_no_further_than_allowed(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"x" * (9 << 20))
    content = read_list(tmp_path / "list.csv")
    faults = CsvFile("list.csv", content, CAMERA_COLUMNS, MOST_CAMERAS).faults
    assert "larger" in str(faults[0])


@given(st.binary(max_size=200))
def test_no_content_breaks_a_preview(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    (folder / "site.toml").write_text('name = "室"\n')
    told = preview(folder, HEADER.encode() + tail, True, ())
    assert told.faulty <= len(told.lines)


@pytest.mark.parametrize("leave_out", [False, True])
def test_how_far_it_is_is_told_and_nobody_has_to_wait_for_the_end(
    site: Path, leave_out: bool
) -> None:
    rows = "".join(f"c{n:03},x,rtsp://10.0.0.1/{n}\n" for n in range(100))
    content = (HEADER + rows + "c 2,x,rtsp://x/1\n").encode()
    done: list[float] = []

    def tell(part: float) -> bool:
        done.append(part)
        return len(done) < most

    most = 10_000
    preview(site, content, leave_out, [], tell)
    assert done == sorted(done)
    assert 0 < done[0] < 0.05
    assert 0.95 < done[-1] <= 1.0
    done.clear()
    most = 5
    with pytest.raises(Cancelled):
        preview(site, content, leave_out, [], tell)
    assert len(done) == most


def test_the_list_for_others_is_one_file_without_logins(site: Path) -> None:
    path = site / "state" / "reports" / "out.csv"
    export_list(site, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert path.stat().st_mode & 0o777 == 0o600

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from console.links.cameras import workers_for
from console.site.check import check
from console.site.load import read_site
from tests.media.cameras.rig import run, worker
from tests.media.rtsp.certificate import fingerprint, self_signed, signed_by_authority
from tests.media.rtsp.device import Device

Write = Callable[[str, str], Path]
Faults = Callable[[], list[str]]

CAMERA = "id,name,main,ca,fingerprint\nc01,市场,rtsps://10.0.0.1/1,"


@pytest.fixture
def authority(site: Path) -> Path:
    """As an operator lays it there."""
    folder = site / "certs"
    folder.mkdir()
    signed_by_authority(folder, "127.0.0.1")
    return folder / "authority.pem"


def test_the_site_names_one_authority_for_all_and_a_camera_its_own(
    site: Path, write: Write, authority: Path
) -> None:
    write("site.toml", 'name = "x"\n[cameras]\nca = "certs/authority.pem"\n')
    pinned = fingerprint(site / "certs/camera.pem")
    write(
        "cameras.csv",
        "id,name,main,ca,fingerprint\n"
        "all,a,rtsps://10.0.0.1/1,,\n"
        "own,b,rtsps://10.0.0.2/1,certs/camera.pem,\n"
        f"one,c,rtsps://10.0.0.3/1,,{pinned}\n"
        "open,d,rtsp://10.0.0.4/1,,\n",
    )
    told = {camera.id: (camera.ca, camera.fingerprint) for camera in read_site(site).cameras}
    assert told == {
        "all": (authority, None),
        "own": (site / "certs/camera.pem", None),
        "one": (None, pinned.replace(":", "").lower()),
        "open": (None, None),
    }


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ("certs/none.pem,", "cameras.csv:2: ca: there is no file "),
        ("certs,", "cameras.csv:2: ca: there is no file "),
        ("cameras.csv,", "cameras.csv:2: ca: {site}/cameras.csv holds no certificate in PEM form"),
        (",abc", 'cameras.csv:2: fingerprint: "abc" is no SHA-256 fingerprint'),
        (f"certs/authority.pem,{'ab' * 32}", "cameras.csv:2: fingerprint: is there, and ca is too"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_told_with_its_line(
    site: Path, write: Write, faults: Faults, authority: Path, cells: str, fault: str
) -> None:
    write("cameras.csv", f"{CAMERA}{cells}\n")
    (told,) = faults()
    assert told.startswith(fault.format(site=site))
    assert authority.exists()


def test_a_certificate_of_a_camera_without_tls_is_a_fault(write: Write, faults: Faults) -> None:
    write("cameras.csv", f"id,name,main,fingerprint\nc01,x,rtsp://10.0.0.1/1,{'ab' * 32}\n")
    (told,) = faults()
    assert told == ("cameras.csv:2: fingerprint: is for transport rtsps: tcp does not ask for it")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "there is no file "),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n", "{site}/own.pem holds no certificate"),
        ("x" * (1024 * 1024 + 1), "{site}/own.pem is larger than 1 MB"),
    ],
)
def test_an_authority_of_all_that_cannot_be_used_is_told_with_its_line(
    site: Path, write: Write, faults: Faults, content: str | None, fault: str
) -> None:
    write("site.toml", 'name = "x"\n[cameras]\nca = "own.pem"\n')
    if content is not None:
        write("own.pem", content)
    (told,) = faults()
    assert told.startswith(f"site.toml:3: cameras.ca: {fault.format(site=site)}")


def test_cameras_whose_certificate_nobody_checks_are_noted(site: Path, write: Write) -> None:
    lines = [f"c{n},x,rtsps://10.0.0.{n}/1,\n" for n in range(1, 8)]
    lines.append(f"c8,x,rtsps://10.0.0.8/1,{'ab' * 32}\n")
    write("cameras.csv", "id,name,main,fingerprint\n" + "".join(lines))
    said: list[str] = []
    assert check(site, said.append) == 0
    assert [line for line in said if "rtsps" in line] == [
        "note: 7 cameras read by rtsps without a check of the certificate (c1, c2, c3, c4, c5, …): "
        "the columns ca or fingerprint of cameras.csv, or [cameras] ca, set one"
    ]


def test_the_worker_reads_the_camera_of_this_authority_and_no_other(
    site: Path, write: Write, tmp_path: Path
) -> None:
    (site / "certs").mkdir()
    context, authority = signed_by_authority(site / "certs", "127.0.0.1")
    foreign, foreign_file = self_signed(tmp_path, "127.0.0.1")

    async def test() -> None:
        async with (
            Device(tls=context).open() as right,
            Device(tls=foreign).open() as wrong,
            Device(tls=foreign).open() as pinned,
            worker() as rig,
        ):
            write("site.toml", f'name = "x"\n[cameras]\nca = "certs/{authority.name}"\n')
            write(
                "cameras.csv",
                "id,name,main,fingerprint,warm\n"
                f"right,a,{right.url},,yes\nwrong,b,{wrong.url},,yes\n"
                f"pinned,c,{pinned.url},{fingerprint(foreign_file)},yes\n",
            )
            cameras = (await asyncio.to_thread(read_site, site)).cameras
            (link,) = workers_for(cameras, lambda _n, _e: None, lambda _r: None, cores=1)
            rig.order("cameras", cameras=link.greeting()[0]["cameras"])
            link.close()
            await rig.said("right", "live")
            await rig.said("pinned", "live")
            lost = await rig.said("wrong", "lost")
            assert lost["trouble"] == "protocol"
            assert "is not trusted" in lost["detail"]
            assert not any(client.asked for client in wrong.clients)

    run(test)

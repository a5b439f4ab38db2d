"""Writes the town as a site folder, as ``docs/site.md`` has it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from console.town.consulting_files import consulting_files
from console.town.duty_files import duty_files, is_untouched, roster
from console.town.film.gaze import PAN_DEG, TILT_DEG, aimed
from console.town.film.lens import Lens
from console.town.wall_files import wall_files
from console.town.world import base_map
from console.town.world.scenes import scene_of
from console.town.world.town import Camera, Town

USER = "town"  # the cameras' account, and its entry in the secrets
KINDS = {"village": "村", "community": "社区", "station": "站所", "hall": "站所"}
CAMERA_COLUMNS = (
    "id", "name", "group", "main", "sub", "user", "longitude", "latitude", "datum", "height_m",
    "heading_deg", "hfov_deg", "ptz", "warm", "rotate", "transport",
)  # fmt: skip
NODE_COLUMNS = ("id", "name", "kind", "group", "longitude", "latitude", "phone")
_URL_LINE = re.compile(r"(?m)^(\[platform\]\s*\n(?:(?!\[).*\n)*?\s*url\s*=\s*).*$")
_SITE = """\
name = "{name}综合信息指挥室（模拟）"
language = "zh"

[platform]
url = "{url}"
token = "@platform"

[conference]
listen = "127.0.0.1:8443"
public_url = "https://127.0.0.1:8443"
tls = "auto"
ice_servers = []

[wall]
layout = "3x3"
rate = 25

[control]
listen = "127.0.0.1:8790"
token = "@control"

[map]
datum = "wgs84"
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the town's doors ask for."""

    name: str
    password: str = field(repr=False)
    token: str = field(repr=False)


def write_keys(folder: Path) -> Keys:
    """The cameras' login and the platform's token in ``state/secrets.toml``: those that are there,
    or new ones. Other entries stay. Raises OSError, or ValueError when the file is no TOML."""
    state = folder / "state"
    state.mkdir(parents=True, exist_ok=True)
    state.chmod(0o700)
    path = state / "secrets.toml"
    whole: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    token = str(whole.setdefault("platform", secrets.token_urlsafe(24)))
    logins = whole.setdefault("cameras", {})
    login = logins.setdefault(USER, {"name": USER, "password": secrets.token_urlsafe(12)})
    _write(path, _secrets(whole), 0o600)
    return Keys(str(login["name"]), str(login["password"]), token)


def write_site(
    folder: Path,
    town: Town,
    rtsp_port: int,
    platform_url: str,
    heads: Mapping[str, str] | None = None,
    today: date | None = None,
) -> None:
    """Everything but ``state/``. A ``site.toml`` that is there keeps all but the platform's URL.
    ``heads``: the ONVIF addresses of the cameras that can be turned. ``today``: whose month the
    roster is of; None: none is written."""
    _write(folder / "site.toml", _site(folder / "site.toml", town, platform_url))
    _write(folder / "cameras.csv", _table(CAMERA_COLUMNS, _cameras(town, rtsp_port, heads or {})))
    _write(folder / "nodes.csv", _table(NODE_COLUMNS, _nodes(town)))
    _write(folder / "grids.geojson", _json(base_map.grids(town)))
    for layer in (base_map.roads, base_map.water, base_map.buildings):
        _write(folder / "map" / f"{layer.__name__}.geojson", _json(layer(town)))
    if not (folder / "scenes").exists():  # what an operator made of them stays
        for path, text in wall_files(town).items():
            _write(folder / path, text)
    for path, text in {**consulting_files(town), **duty_files()}.items():
        if not (folder / path).exists():
            _write(folder / path, text)
    if today is not None:
        _write_roster(folder, today)
    for camera in town.cameras:
        calibration = folder / "calibrations" / f"{camera.id}.toml"
        if not _by_hand(calibration):
            _write(calibration, _calibration(camera, turns=camera.id in (heads or {})))


def _write_roster(folder: Path, today: date) -> None:
    """One that somebody changed stays, also when its month is over. None is written into a room
    with shifts of its own, which it does not name."""
    path = folder / "roster.csv"
    if "shifts" in (folder / "site.toml").read_text("utf-8"):
        return
    if not path.exists() or is_untouched(path.read_bytes()):
        _write(path, roster(today))


def _by_hand(path: Path) -> bool:
    """Whether an operator made the calibration that is there."""
    return path.exists() and "\n[fit]" in path.read_text("utf-8")


def _site(path: Path, town: Town, url: str) -> str:
    if path.exists():
        kept, count = _URL_LINE.subn(lambda m: f'{m[1]}"{url}"', path.read_text("utf-8"))
        if count == 1:
            return kept
    return _SITE.format(name=town.name, url=url)


def _cameras(town: Town, port: int, heads: Mapping[str, str]) -> Iterable[Sequence[object]]:
    for camera in town.cameras:
        pose = camera.pose
        address = f"rtsp://127.0.0.1:{port}/{camera.id}"
        yield (
            camera.id, camera.name, camera.group, f"{address}/main", f"{address}/sub", USER,
            pose.longitude, pose.latitude, "wgs84", pose.height_m, pose.heading_deg,
            pose.hfov_deg, heads.get(camera.id, ""), "", 0, "tcp",
        )  # fmt: skip


def _nodes(town: Town) -> Iterable[Sequence[object]]:
    for site in town.villages:
        yield (
            site.id, site.name, site.kind, KINDS[site.kind], site.longitude, site.latitude,
            site.phone,
        )  # fmt: skip


def _calibration(camera: Camera, turns: bool) -> str:
    """The true pose, what its head's positions mean, and where the camera's places are in its
    picture."""
    pose = camera.pose
    lines = [f"# {camera.name}: simulated, the true pose", "[pose]"]
    lines += [
        f"{key} = {getattr(pose, key)!r}"
        for key in ("longitude", "latitude", "height_m", "heading_deg", "tilt_deg", "roll_deg",
                    "hfov_deg")
    ]  # fmt: skip
    scene = scene_of(camera.scene)
    lens = Lens(pose.height_m, pose.tilt_deg, pose.roll_deg, pose.hfov_deg, 1920, 1080)
    if turns:
        zooms = [[float(at), round(aimed(lens, (0.0, 0.0, at)).hfov_deg, 4)] for at in (0.0, 1.0)]
        lines += ["", "[head]", f"pan_deg = {PAN_DEG}", f"tilt_deg = {TILT_DEG}",
                  f"hfov_deg = {zooms}"]  # fmt: skip
    for spot, place in zip(scene.spots, camera.places, strict=True):
        (u, v), _ = lens.project(np.array([spot.x, spot.y, 0.0]))
        lines += [
            "", "[[points]]", f'name = "{place.name}"',
            f"x = {(u + 0.5) / lens.width:.6f}", f"y = {(v + 0.5) / lens.height:.6f}",
            f"longitude = {place.longitude:.9f}", f"latitude = {place.latitude:.9f}",
            "height_m = 0.0",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _json(whole: object) -> str:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"


def _secrets(whole: dict[str, Any]) -> str:
    """TOML of the entries: texts first, then tables, two deep."""
    lines = [f"{_key(k)} = {_value(v)}" for k, v in whole.items() if not isinstance(v, dict)]
    for name, table in whole.items():
        for entry, inner in table.items() if isinstance(table, dict) else ():
            if isinstance(inner, dict):
                lines += ["", f"[{_key(name)}.{_key(entry)}]"]
                lines += [f"{_key(k)} = {_value(v)}" for k, v in inner.items()]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key)


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(mode)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise

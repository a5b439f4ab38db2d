"""Other sides of case sources: an Open311 endpoint of our own hand, pygeoapi and mosquitto."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections import deque
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

Record = dict[str, Any]
BEGIN_S = 60.0
MOSQUITTO = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Open311Server:
    """GeoReport v2 in JSON and XML, with the ``updated_after`` and paging that many servers add.

    ``rude`` are answers given instead of the next ones to ``requests``.
    """

    def __init__(self, *, pages: bool = True) -> None:
        self.records: dict[str, Record] = {}
        self.services: list[Record] = []
        self.asked: list[dict[str, str]] = []
        self.rude: deque[web.Response] = deque()
        self.url = ""
        self._pages = pages

    def put(self, native: str, **fields: Any) -> None:
        self.records[native] = {
            "service_request_id": native, "status": "open", "service_code": "006",
            "service_name": "Litter", "description": "", "lat": 30.47, "long": 120.19,
            "requested_datetime": "2026-11-23T06:00:00Z",
            "updated_datetime": "2026-11-23T06:00:00Z", **fields,
        }  # fmt: skip

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/v2/{what}.{form}", self._answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/v2"
        try:
            yield
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        what, form = request.match_info["what"], request.match_info["form"]
        if what == "services":
            return _told(self.services, form, "services", "service")
        self.asked.append(dict(request.query))
        if self.rude:
            return self.rude.popleft()
        found = [each for each in self.records.values() if self._meant(each, request)]
        if self._pages:
            size = int(request.query.get("page_size", "50"))
            first = (int(request.query.get("page", "1")) - 1) * size
            found = found[first : first + size]
        return _told(found, form, "service_requests", "request")

    def _meant(self, record: Record, request: web.Request) -> bool:
        status, after = request.query.get("status"), request.query.get("updated_after", "")
        return (status is None or record["status"] == status) and record["updated_datetime"] > after


def _told(records: list[Record], form: str, whole: str, each: str) -> web.Response:
    if form == "json":
        return web.json_response(records)
    parts = [f'<?xml version="1.0" encoding="utf-8"?><{whole}>']
    for record in records:
        inner = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in record.items())
        parts.append(f"<{each}>{inner}</{each}>")
    return web.Response(text="".join([*parts, f"</{whole}>"]), content_type="text/xml")


@contextlib.contextmanager
def pygeoapi(folder: Path) -> Iterator[tuple[str, Path]]:
    """(the address of the collection, its database) of a real pygeoapi over TinyDB."""
    port, database = free_port(), folder / "cases.json"
    database.write_text('{"_default": {}}')
    add_feature(database, "f0", title="first")
    config = folder / "pygeoapi.yml"
    config.write_text(_CONFIG.format(port=port, database=database))
    environment = {
        **os.environ, "PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(folder / "o.json"),
    }  # fmt: skip
    (folder / "o.json").write_text('{"openapi": "3.0.2", "paths": {}}')
    serving = f"from pygeoapi.flask_app import APP; APP.run('127.0.0.1', {port}, threaded=False)"
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", serving], env=environment, cwd=folder,
            stdout=subprocess.DEVNULL, stderr=log,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}/collections/cases"
    try:
        _wait_for(f"{address}/items?f=json&limit=1", process, folder / "log")
        yield address, database
    finally:
        process.terminate()
        process.wait(10)


def add_feature(database: Path, native: str, **properties: Any) -> None:
    """Insert or replace one feature in pygeoapi's database."""
    whole = json.loads(database.read_text())
    rows = whole["_default"]
    where = next((key for key, row in rows.items() if row["id"] == native), str(len(rows) + 1))
    longitude, latitude = properties.pop("at", (120.19, 30.47))
    rows[where] = {
        "type": "Feature", "id": native,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "title": native, "status": "reported", "updated_at": "2026-11-23T06:00:00Z",
            **properties,
        },
    }  # fmt: skip
    _replace(database, whole)


def drop_feature(database: Path, native: str) -> None:
    whole = json.loads(database.read_text())
    rows = [row for row in whole["_default"].values() if row["id"] != native]
    _replace(database, {"_default": {str(n): row for n, row in enumerate(rows, 1)}})


def _replace(database: Path, whole: object) -> None:
    fresh = database.with_suffix(".new")
    fresh.write_text(json.dumps(whole, ensure_ascii=False))
    fresh.replace(database)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + BEGIN_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text())


class Broker:
    """A real mosquitto on loopback, which keeps its store in a folder."""

    def __init__(self, folder: Path, extra: str = "", *, saves: bool = False) -> None:
        """``saves``: after each change, so that being killed loses nothing; that is slow."""
        assert MOSQUITTO is not None
        self.port = free_port()
        self._config = folder / "mosquitto.conf"
        store = f"persistence true\npersistence_location {folder}/\n"
        if saves:
            store += "autosave_interval 1\nautosave_on_changes true\n"
        self._config.write_text(
            f"user {getpass.getuser()}\n{store}allow_anonymous true\n"
            f"listener {self.port} 127.0.0.1\n{extra}"
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        assert MOSQUITTO is not None
        self._process = subprocess.Popen(
            [MOSQUITTO, "-c", str(self._config)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + 10
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            assert self._process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)

    def stop(self, kill: bool = False) -> None:
        if self._process is not None:
            (self._process.kill if kill else self._process.terminate)()
            self._process.wait(10)
            self._process = None


_CONFIG = """\
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://elsewhere.invalid:5000
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  languages: [en-US]
  limits: {{default_items: 10, max_items: 1000}}
  map: {{url: "https://tile.example/{{z}}/{{x}}/{{y}}.png", attribution: none}}
logging: {{level: ERROR}}
metadata:
  identification: {{title: cases, description: cases, keywords: [cases], url: http://a.invalid,
    terms_of_service: none}}
  license: {{name: none, url: http://a.invalid}}
  provider: {{name: none, url: http://a.invalid}}
  contact: {{name: none, email: a@a.invalid}}
resources:
  cases:
    type: collection
    title: cases
    description: cases
    keywords: [cases]
    links: []
    extents: {{spatial: {{bbox: [-180, -90, 180, 90]}}}}
    providers:
      - type: feature
        name: TinyDB
        editable: true
        data: {database}
        id_field: id
        time_field: updated_at
"""

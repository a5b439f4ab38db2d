"""A room that answers every call with the document's own example."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from console.control.openapi import CALLS
from console.control.room import Figure, Json, NotFound
from tests.console.control.conftest import FakeRoom

JPEG = b"\xff\xd8\xff\xe0 not much of a picture \xff\xd9"


def example(method: str, path: str) -> Any:
    return CALLS[method, path].example


def known(identity: str) -> None:
    """Every id that the document allows is of something here, and no other."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,64}", identity):
        raise NotFound(f"there is no {identity!r}", ["c01"])


class ExampleRoom(FakeRoom):
    async def health(self) -> Json:
        return example("GET", "/v1/health")  # type: ignore[no-any-return]

    async def wall(self) -> Json:
        return example("GET", "/v1/wall")  # type: ignore[no-any-return]

    async def layouts(self) -> list[Json]:
        return example("GET", "/v1/layouts")  # type: ignore[no-any-return]

    async def replay(self, order: Json) -> Json:
        return example("PUT", "/v1/wall/replay")  # type: ignore[no-any-return]

    async def listen(self, cell: int | None, screen: str | None) -> Json:
        return example("PUT", "/v1/wall/listen")  # type: ignore[no-any-return]

    async def thumbnail(self, cell: int, screen: str | None) -> bytes:
        if cell >= len(self.sources):
            raise NotFound(f"there is no cell {cell}", list(range(len(self.sources))))
        return JPEG

    async def scenes(self) -> list[Json]:
        return example("GET", "/v1/scenes")  # type: ignore[no-any-return]

    async def set_scene(self, order: Json) -> Json:
        return example("PUT", "/v1/wall/scene")  # type: ignore[no-any-return]

    async def tours(self) -> list[Json]:
        return example("GET", "/v1/tours")  # type: ignore[no-any-return]

    async def start_tour(self, order: Json) -> Json:
        return example("PUT", "/v1/wall/tour")  # type: ignore[no-any-return]

    async def act_tour(self, order: Json) -> Json:
        return example("POST", "/v1/wall/tour")  # type: ignore[no-any-return]

    async def patrols(self, day: date | None) -> Json:
        return example("GET", "/v1/patrols")  # type: ignore[no-any-return]

    async def patrol_rows(self, day: date | None, before: int | None, most: int) -> Json:
        return example("GET", "/v1/patrols/rows")  # type: ignore[no-any-return]

    async def alarms(self) -> list[Json]:
        return example("GET", "/v1/alarms")  # type: ignore[no-any-return]

    async def relink(self, node: str, action: str) -> Json:
        known(node)
        return example("POST", "/v1/nodes/{id}/link")  # type: ignore[no-any-return]

    async def command_case(self, case: str, order: Json) -> Json:
        known(case)
        return example("POST", "/v1/cases/{id}/commands")  # type: ignore[no-any-return]

    async def outbox(self) -> list[Json]:
        return example("GET", "/v1/orders")  # type: ignore[no-any-return]

    async def cameras(self) -> list[Json]:
        return example("GET", "/v1/cameras")  # type: ignore[no-any-return]

    async def camera(self, id: str) -> Json:  # noqa: A002
        known(id)
        return example("GET", "/v1/cameras/{id}")  # type: ignore[no-any-return]

    async def snapshot(self, camera: str, at: float | None = None) -> Json:
        known(camera)
        return example("POST", "/v1/cameras/{id}/snapshot")  # type: ignore[no-any-return]

    async def cases(self) -> Json:
        return example("GET", "/v1/cases")  # type: ignore[no-any-return]

    async def markers(self) -> list[Json]:
        return example("GET", "/v1/markers")  # type: ignore[no-any-return]

    async def diagnosis(self) -> Json:
        return example("GET", "/v1/diagnosis")  # type: ignore[no-any-return]

    async def conference(self) -> Json:
        return example("GET", "/v1/conference")  # type: ignore[no-any-return]

    async def command_conference(self, order: Json) -> Json:
        return example("POST", "/v1/conference")  # type: ignore[no-any-return]

    async def start_export(self, order: Json) -> Json:
        return example("POST", "/v1/exports")  # type: ignore[no-any-return]

    async def exports(self) -> list[Json]:
        return example("GET", "/v1/exports")  # type: ignore[no-any-return]

    async def export(self, id: str) -> Json:  # noqa: A002
        known(id)
        return example("GET", "/v1/exports/{id}")  # type: ignore[no-any-return]

    async def figures(self) -> list[Figure]:
        return []

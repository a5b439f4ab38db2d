"""What the map's search can find. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from console.cases.book import CaseBook
from console.site.records import Site
from console.ui.map_search import Entry

MOST_CASES = 10_000


def entries(site: Site, book: CaseBook) -> list[Entry]:
    """Key places first, then sites, workers, cameras, cases, grids, names on the ground."""
    return [*_places(site), *_workers(book), *_cameras(site), *_cases(book), *_ground(site)]


def _places(site: Site) -> Iterator[Entry]:
    for place in site.places:
        at = place.longitude, place.latitude
        yield Entry("place", place.id, (place.name, place.kind, place.note), at)
    for node in site.nodes:
        if node.longitude is not None and node.latitude is not None:
            yield Entry("node", node.id, (node.name, node.id), (node.longitude, node.latitude))


def _workers(book: CaseBook) -> Iterator[Entry]:
    for worker in book.workers.values():
        if worker.place is not None:
            at = worker.place.longitude, worker.place.latitude
            yield Entry("worker", worker.id, (worker.name, worker.grid), at)


def _cameras(site: Site) -> Iterator[Entry]:
    for camera in site.cameras:
        pose = site.poses.get(camera.id)
        longitude = pose.longitude if pose else camera.longitude
        latitude = pose.latitude if pose else camera.latitude
        if longitude is not None and latitude is not None:
            texts = (camera.name, camera.id, camera.group)
            yield Entry("camera", camera.id, texts, (longitude, latitude))


def _cases(book: CaseBook) -> Iterator[Entry]:
    for case in book.open_cases()[:MOST_CASES]:
        if case.place is not None:
            at = case.place.longitude, case.place.latitude
            yield Entry("case", str(case.id), (case.title, case.number, case.address), at)


def _ground(site: Site) -> Iterator[Entry]:
    for grid in site.grids:
        ring = grid.rings[0]
        at = sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
        yield Entry("grid", grid.id, (f"{grid.village} {grid.name}".strip(), grid.id), at)
    seen = set()
    for feature in site.base_map:
        if feature.name and feature.name not in seen:
            seen.add(feature.name)
            at = feature.points[len(feature.points) // 2]
            yield Entry("name", feature.name, (feature.name,), at)

"""The room's child processes and what else it keeps going away from the window: camera workers, the
conference's hub, exports, steering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.bridge import Bridge
from console.desk.diagnosis import DiagnosisDesk
from console.io_thread import IoThread
from console.links.cameras import COMMAND, CameraWorker, archive_order, workers_for
from console.links.exports import Exports
from console.links.hub import HubLink
from console.links.steering import Steering
from console.site.records import Site
from media.child import Child
from media.nursery import Nursery


class Children:
    """All of them run in ``io`` from here on; what they tell comes out of ``bridge``.

    ``served_by``: the worker of each camera; ``export_place``: the folder of what is exported.
    """

    def __init__(
        self,
        site: Site,
        bridge: Bridge,
        io: IoThread,
        simulated: bool,
        diagnosis: DiagnosisDesk,
        export_told: Callable[[dict[str, Any]], None],
    ) -> None:
        """``export_told`` is called in ``io``."""
        changed = bridge.teller(bridge.child_changed)
        self.hub = HubLink(site, simulated, bridge.teller(bridge.hub_told), changed)
        self.workers = workers_for(
            site.cameras,
            bridge.teller(bridge.cameras_told),
            changed,
            wall=site.wall,
            archive=archive_order(site.recording, site.name),
            diagnosis=diagnosis.order(),
            nursery=Nursery(COMMAND) if Nursery.possible() else None,
            share=self.hub.share,
        )
        for child in self.all:
            io.keep(child.run(), child.name)
        self.served_by: dict[str, CameraWorker] = {
            camera.id: worker for worker in self.workers for camera in worker.cameras
        }
        self.export_place = site.folder / "state" / "exports"
        self.exports = Exports(self.export_place, site.recording.folder, site.name, export_told)
        io.keep(self.exports.run(), "exports")
        lock_s = site.steering.lock_s
        self.steering = Steering(site.cameras, bridge.teller(bridge.ptz_told), lock_s)
        io.keep(self.steering.run(), "steering")

    @property
    def all(self) -> list[Child]:
        return [link.child for link in (*self.workers, self.hub)]

    def close(self) -> None:
        """When nothing runs or is looked at any more: their boards go."""
        for link in (self.hub, *reversed(self.workers)):
            link.close()

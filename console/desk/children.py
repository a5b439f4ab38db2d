"""The processes of the room, and the tasks that run in the io thread as long as it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.bridge import Bridge
from console.io_thread import IoThread
from console.links.cameras import COMMAND, archive_order, workers_for
from console.links.exports import Exports
from console.links.hub import HubLink
from console.links.steering import Steering
from console.site.records import Site
from media.nursery import Nursery

Json = dict[str, Any]


class Children:
    """Started when made. ``tell_export`` is called in the io thread: an export went on."""

    def __init__(
        self,
        site: Site,
        simulated: bool,
        bridge: Bridge,
        io: IoThread,
        diagnosis: Json,
        tell_export: Callable[[Json], None],
    ) -> None:
        changed = bridge.teller(bridge.child_changed)
        self.hub = HubLink(site, simulated, bridge.teller(bridge.hub_told), changed)
        self.workers = workers_for(
            site.cameras,
            bridge.teller(bridge.cameras_told),
            changed,
            wall=site.wall,
            archive=archive_order(site.recording, site.name),
            diagnosis=diagnosis,
            nursery=Nursery(COMMAND) if Nursery.possible() else None,
            share=self.hub.share,
        )
        self.links = (*self.workers, self.hub)
        for link in self.links:
            io.keep(link.child.run(), link.child.name)
        self.export_place = site.folder / "state" / "exports"
        self.exports = Exports(
            self.export_place, site.recording.folder, site.name, tell_export
        )  # fmt: skip
        io.keep(self.exports.run(), "exports")
        told = bridge.teller(bridge.ptz_told)
        self.steering = Steering(site.cameras, told, site.steering.lock_s)
        io.keep(self.steering.run(), "steering")

    def close(self) -> None:
        """After the io thread has ended: the boards go."""
        for link in reversed(self.links):
            link.close()

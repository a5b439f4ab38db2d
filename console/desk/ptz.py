"""Turning cameras from the window: the hand on a picture becomes orders, answers become words.

A hand that holds is repeated by a timer of the window's own thread: a window that hangs, or is
gone, holds nothing any more.
"""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.links.steering import Steering
from media.onvif.aim import USUAL_FOV_DEG, drag_speed, wheel_zoom
from media.onvif.rights import Busy, Seat
from media.onvif.trouble import Trouble
from media.onvif.words import Motion

Json = dict[str, Any]
AGAIN_MS = 300

Call = Callable[..., None]
Submit = Callable[[Coroutine[Any, Any, Any]], concurrent.futures.Future[Any]]


class PtzDesk(QObject):
    """Lives in the Qt thread.

    ``changed`` carries a camera and the answer of ``ask``; ``state_changed`` a camera, its device's
    state and the reason in words; ``turned`` a camera whose picture begins or ceases to move (for
    tours and the picture check); ``taken`` a camera, the rank that took it from this window;
    ``refused`` a camera and why not, in English words; ``stood`` a camera and what ``look`` found;
    ``told`` is the control API's event ``ptz``.
    """

    changed = Signal(str, dict)
    state_changed = Signal(str, str, str)
    turned = Signal(str)
    steered = Signal(str, dict)
    taken = Signal(str, str)
    refused = Signal(str, str)
    stood = Signal(str, object)
    told = Signal(str, dict)
    _answered = Signal(str, object, bool)

    def __init__(
        self,
        steering: Steering,
        call: Call,
        submit: Submit,
        seat: Seat,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._steering, self._call, self._submit, self._seat = steering, call, submit, seat
        self._held: tuple[str, Motion] | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._repeat)
        self._answered.connect(self._on_answered)

    # -- the hand

    def drag(
        self, camera: str, dx: float, dy: float, height: float, fov_deg: float = USUAL_FOV_DEG
    ) -> None:
        """The button is down and the hand is ``dx``, ``dy`` pixels (right, down) from where it went
        down, on a picture ``height`` pixels high."""
        self.hold(camera, drag_speed(dx, dy, height, fov_deg))

    def hold(self, camera: str, speed: Motion) -> None:
        """A key or a stick is held: the same speed until ``release``."""
        if self._held is not None and self._held[0] != camera:
            self.release()
        self._held = (camera, speed)
        self._repeat()
        self._again.start()

    def release(self) -> None:
        """Button up, focus lost, tile gone: it stops. Does nothing when nothing is held."""
        self._again.stop()
        if self._held is not None:
            camera, self._held = self._held[0], None
            self._call(self._steering.release, camera, self._seat)

    def wheel(self, camera: str, notches: float) -> None:
        """Up (positive) goes nearer."""
        speed, for_s = wheel_zoom(notches)
        if for_s:
            self._call(self._steering.steer, camera, speed, self._seat, for_s)

    # -- orders

    def go_preset(self, camera: str, token: str) -> None:
        self._order(camera, {"preset": token})

    def go_to(self, camera: str, position: Motion) -> None:
        """A position of the head; its zoom None: as it is."""
        to = {"pan": position.pan, "tilt": position.tilt, "zoom": position.zoom}
        self._order(camera, {"to": to})

    def go_home(self, camera: str) -> None:
        self._order(camera, {"home": True})

    def set_home(self, camera: str) -> None:
        self._order(camera, {"set_home": True})

    def stop(self, camera: str) -> None:
        """Whatever moves it: a preset on the way, a patrol."""
        self.release()
        self._order(camera, {"stop": True})

    def save_preset(self, camera: str, name: str, token: str = "") -> None:
        self._order(camera, {"save": name, **({"token": token} if token else {})}, asks=True)

    def remove_preset(self, camera: str, token: str) -> None:
        self._order(camera, {"remove": token}, asks=True)

    def patrol(self, camera: str, presets: list[str], dwell_s: float) -> None:
        self._order(camera, {"patrol": presets, "dwell_s": dwell_s})

    def ask(self, camera: str) -> None:
        """``changed`` brings state, presets, position and who steers."""
        done = self._submit(self._steering.state(camera))
        done.add_done_callback(lambda ended: self._tell_answer(camera, ended, False))

    def look(self, camera: str) -> None:
        """``stood`` brings where its head points: a ``Status``, or the ``Trouble``."""
        done = self._submit(self._steering.stands(camera))
        done.add_done_callback(lambda ended: self._tell_stand(camera, ended))

    # -- what comes

    @Slot(dict)
    def take(self, event: Json) -> None:
        """An event of ``Steering``."""
        camera = event["camera"]
        match event["event"]:
            case "steered":
                self.steered.emit(camera, event["by"])
                self.turned.emit(camera)
            case "stopped":
                self.turned.emit(camera)
            case "ptz":
                self.state_changed.emit(camera, event["state"], event["reason"])
            case "taken" if event["from"]["who"] == self._seat.who:
                self._let_go(camera)
                self.taken.emit(camera, event["by"]["rank"])
            case "busy" if event["asked"]["who"] == self._seat.who:
                self._let_go(camera)
                self.refused.emit(camera, f"{event['by']['rank']} steers it")
            case _:
                pass
        what = {key: value for key, value in event.items() if key != "event"}
        self.told.emit("ptz", {"what": event["event"], **what})

    def _let_go(self, camera: str) -> None:
        if self._held is not None and self._held[0] == camera:
            self._held = None
            self._again.stop()

    @Slot()
    def _repeat(self) -> None:
        if self._held is not None:
            self._call(self._steering.steer, *self._held, self._seat)

    def _order(self, camera: str, order: Json, asks: bool = False) -> None:
        done = self._submit(self._steering.order(camera, order, self._seat))
        done.add_done_callback(lambda ended: self._tell_answer(camera, ended, asks))

    def _tell_answer(self, camera: str, ended: concurrent.futures.Future[Any], asks: bool) -> None:
        """In the io thread."""
        if not ended.cancelled() and ended.exception() is None:
            self._answered.emit(camera, ended.result(), asks)

    def _tell_stand(self, camera: str, ended: concurrent.futures.Future[Any]) -> None:
        """In the io thread."""
        if not ended.cancelled() and ended.exception() is None:
            self.stood.emit(camera, ended.result())

    @Slot(str, object, bool)
    def _on_answered(self, camera: str, answer: object, asks: bool) -> None:
        if isinstance(answer, Trouble):
            self.refused.emit(camera, answer.text)
        elif isinstance(answer, Busy):
            pass  # the event has told it
        elif asks:
            self.ask(camera)
        elif isinstance(answer, dict) and "state" in answer:
            self.changed.emit(camera, answer)

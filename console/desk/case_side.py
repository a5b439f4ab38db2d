"""What the card of a case shows beside the case: its surroundings, its pictures, and its personal
data to those who may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from console.cases.attachments import Attachment, attachments_of, duplicate_of
from console.cases.case import Case, CaseId
from console.cases.masking import public
from console.desk.cases import CaseDesk
from console.desk.walls import Walls
from console.links.photos import Photo
from console.site.records import Site
from console.ui.around import CameraNear, alike, cameras_around, seeing, workers_around
from console.ui.case_around import Around
from console.ui.main_window import MainWindow

AROUND_MS = 2000  # workers walk
ONTO_WALL = 4  # cameras that one key brings
REVEAL = "reveal"  # the act that has to be allowed

Duplicates = Callable[[Case], Sequence[CaseId]]


class Note(Protocol):
    """The audit: whether the entry is on the disk."""

    def __call__(self, act: str, subject: str, detail: str) -> bool: ...


class CaseSide(QObject):
    """Lives in the Qt thread.

    ``show_photos`` is told which addresses are looked at; ``photo_come`` is where what came of them
    goes, from any thread. ``on_duty`` gives the names of a unit, ``duplicates`` cases that may be
    the same; ``may`` says whether who sits here may do an act.
    """

    photo_come = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        cases: CaseDesk,
        site: Site,
        note: Note,
        show_photos: Callable[[tuple[str, ...]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._cases = window, walls, cases
        self._note, self._show_photos = note, show_photos
        self.may: Callable[[str], bool] = lambda _act: True
        self.on_duty: Callable[[str], Sequence[str]] = lambda _unit: ()
        self.duplicates: Duplicates = self._alike
        self._attached: tuple[Attachment, ...] = ()
        self.set_site(site)
        card = window.cases.card
        card.reveal_wished.connect(self._on_reveal_wished)
        card.photos.enlarge_wished.connect(self._enlarge)
        self.photo_come.connect(self._on_photo)
        window.case_selected.connect(self.look)
        self._tick = QTimer(self)
        self._tick.setInterval(AROUND_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has these cameras, or has them elsewhere."""
        self._cameras, self._poses = site.cameras, site.poses

    @Slot()
    def look(self) -> None:
        """At the case whose card is open, anew."""
        case, card = self._case(), self._window.cases.card
        if case is None:
            self._attach(())
            return
        card.secrets.set_allowed(self.may(REVEAL))
        card.around.set(self._around(case))
        self._attach(attachments_of(case))

    def act(self, action: str) -> bool:
        """What a key of the card does: whether it is one."""
        case = self._case()
        match action:
            case "case_reveal":
                self._window.cases.card.ask_reason()
            case "case_cameras" if case is not None:
                self._onto_wall(seeing(self._near(case), ONTO_WALL))
            case "case_call" if case is not None:
                self._window.consult_wished.emit(str(case.id))
            case "case_cameras" | "case_call":
                self._window.tell(self.tr("Choose a case first"))
            case _:
                return False
        return True

    def close(self) -> None:
        self._tick.stop()

    # -- inside

    def _case(self) -> Case | None:
        shown = self._cases.shown
        return self._cases.book.case(shown) if shown is not None else None

    def _near(self, case: Case) -> list[CameraNear]:
        return cameras_around(case, self._cameras, self._poses)

    def _around(self, case: Case) -> Around:
        first = duplicate_of(case)
        same = [case_id for case_id in self.duplicates(case) if case_id not in (first, case.id)]
        return Around(
            tuple(self._near(case)),
            tuple(workers_around(case, self._cases.book.workers.values(), datetime.now(UTC))),
            tuple(self._named(case_id) for case_id in same),
            self._named(first) if first is not None else None,
            case.unit,
            tuple(self.on_duty(case.unit)) if case.unit else (),
        )

    def _alike(self, case: Case) -> Sequence[CaseId]:
        return alike(case, self._cases.pressing.first())

    def _named(self, case_id: CaseId) -> tuple[str, str]:
        case = self._cases.book.case(case_id)
        if case is None:
            return str(case_id), str(case_id)
        return str(case_id), " · ".join(filter(None, (case.number, public(case).title)))

    def _attach(self, attached: tuple[Attachment, ...]) -> None:
        if attached == self._attached:
            return
        self._attached = attached
        self._window.cases.card.photos.set_attachments(attached)
        self._show_photos(tuple(each.url for each in attached if each.picture))

    @Slot(object)
    def _on_photo(self, photo: Photo) -> None:
        image = None
        if photo.pixels:
            form = QImage.Format.Format_RGBA8888
            image = QImage(photo.pixels, photo.width, photo.height, photo.width * 4, form).copy()
        self._window.cases.card.photos.set_photo(photo.url, image, photo.fault)

    @Slot(str, object)
    def _enlarge(self, name: str, image: QImage) -> None:
        self._window.sheets.photo().show_picture(name, image)

    @Slot(str)
    def _on_reveal_wished(self, reason: str) -> None:
        """Shown only once the audit has it."""
        case = self._case()
        if case is None or not self.may(REVEAL):
            self._window.tell(self.tr("You may not see personal data"))
        elif self._note(REVEAL, f"case:{case.id}", reason):
            self._window.cases.card.reveal()

    def _onto_wall(self, cameras: Sequence[str]) -> None:
        """From the selected cell on; one that is shown already stays where it is."""
        target = self._walls.target
        room = len(target.desk.arrangement.layout.cells)
        shown = set(target.wall.cameras())
        free = [(target.wall.selected + n) % room for n in range(room)]
        free = [cell for cell in free if not set(target.wall.cameras([cell])) & set(cameras)]
        wanted = [camera for camera in cameras if camera not in shown]
        if not cameras:
            self._window.tell(self.tr("No camera is near this case"))
        target.desk.show({c: f"camera:{name}" for c, name in zip(free, wanted, strict=False)})

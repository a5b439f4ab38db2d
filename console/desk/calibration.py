"""Calibration in the room: who makes one, and who says whether it still holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from console.desk.calibrating import CalibratingDesk
from console.desk.cases import CaseDesk
from console.desk.catalogue import Catalogue
from console.desk.diagnosis import DiagnosisDesk
from console.desk.keeping import KeepingDesk
from console.desk.picture_report import PictureReport
from console.desk.ptz import PtzDesk
from console.desk.trust import TrustDesk
from console.desk.walls import Walls
from console.site.records import Site
from console.ui.main_window import MainWindow


class CalibrationDesk(QObject):
    """Joins both to the cases and to the pictures' report. Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        keeping: KeepingDesk,
        ptz: PtzDesk,
        diagnosis: DiagnosisDesk,
        pictures: PictureReport,
        cases: CaseDesk,
        site: Site,
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.trust = TrustDesk(diagnosis, site, order, self)
        self.making = CalibratingDesk(window, walls, keeping, ptz, site, order, self)
        cases.marking.trust, pictures.also = self.trust, self.trust.notes
        for follow in (cases.mark_tiles, pictures.show):
            self.trust.changed.connect(follow)
        self.trust.told.connect(window.tell)
        diagnosis.changed.connect(self.trust.look)
        window.sheets.findings.when_made(
            lambda sheet: sheet.accept_wished.connect(self.trust.accepted)
        )
        self.making.saved.connect(self.trust.renewed)
        pictures.show()

    def join(self, catalogue: Catalogue) -> None:
        """A new calibration is told to all who know the room's cameras."""
        self.making.changed.connect(catalogue.changed)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self.making.set_site(site)
        self.trust.set_site(site)

"""Shows in the window what the diagnosis found, and carries the operator's wishes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot

from console.desk.diagnosis import DiagnosisDesk
from console.duty.wording import FINDINGS
from console.feeds import Feeds
from console.ui.findings_sheet import FindingsSheet
from console.ui.main_window import MainWindow


class PictureReport(QObject):
    """Lives in the Qt thread."""

    def __init__(
        self,
        desk: DiagnosisDesk,
        window: MainWindow,
        feeds: Feeds,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._window, self._feeds = desk, window, feeds
        self.also: Callable[[], Mapping[str, str]] = dict  # one finding more, by camera
        desk.changed.connect(self.show)
        desk.reported.connect(self._on_reported)
        window.sheets.findings.when_made(self._serve)
        self.show()

    def _serve(self, sheet: FindingsSheet) -> None:
        sheet.opened.connect(self._show_rows)
        sheet.camera_chosen.connect(self._on_camera_chosen)
        sheet.accept_wished.connect(self._on_accept_wished)
        sheet.report_wished.connect(self._desk.write_report)

    @Slot()
    def show(self) -> None:
        """What is found now."""
        findings = self._desk.all_findings()
        told = dict(findings)
        for camera, code in self.also().items():
            told[camera] = (*told.get(camera, ()), code)
        self._feeds.tell_findings(told)
        self._window.set_findings(findings)
        if self._window.sheets.findings.shown:
            self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        self._window.sheets.findings().set_rows(self._desk.rows(), self._desk.names)

    @Slot(str)
    def _on_camera_chosen(self, camera: str) -> None:
        self._window.sheets.findings().set_history(self._desk.spells(camera))

    @Slot(str)
    def _on_accept_wished(self, camera: str) -> None:
        self._desk.accept(camera)
        name = self._desk.names.get(camera, camera)
        words = self.tr("{name}: judged from now on by how it looks now").format(name=name)
        self._window.tell(words)

    @Slot(str, str)
    def _on_reported(self, path: str, trouble: str) -> None:
        words = self.tr("The report cannot be written: {reason}").format(reason=trouble)
        self._window.tell(words if trouble else self.tr("Report: {path}").format(path=path))


def camera_lines(desk: DiagnosisDesk) -> list[str]:
    """What is wrong with pictures now, a line for each camera, in Chinese: papers are."""
    return [
        f"{desk.names[camera]}：{'、'.join(FINDINGS.get(code, code) for code in said)}"
        for camera, said in sorted(desk.all_findings().items())
    ]

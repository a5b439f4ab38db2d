"""The sheet for exports: which cameras, from when until when; and how far the exports are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.site.records import CameraEntry
from console.ui.camera_choice import CameraChoice
from console.ui.export_row import ExportRow
from console.ui.moment_field import MomentField
from console.ui.sheet import Sheet
from console.ui.theme import Look

LAST_S = 600.0
MOST_CAMERAS = 64
LONGEST_S = 31 * 86400
LONGEST_REASON = 200
WIDE_PX = 720
LIST_PX, RUNNING_PX = 176, 150  # heights of the cameras and of the exports


class ExportSheet(Sheet):
    """``export_wished`` carries the body of ``POST /v1/exports``, the ``folder`` to make it in and
    whether case ``markers`` are drawn in;
    ``cancel_wished`` an export's id."""

    export_wished = Signal(dict)
    cancel_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._rows: dict[str, ExportRow] = {}
        self._on_wall: list[str] = []
        self._title = QLabel()
        self._title.setProperty("scale", "title")
        self._labels = {key: QLabel() for key in ("since", "until", "folder", "reason", "running")}
        self.choice = CameraChoice(look)
        self.since, self.until = MomentField(look), MomentField(look)
        self.burn, self.markers = QCheckBox(), QCheckBox()
        self.folder, self.reason = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self._trouble = QLabel()
        self._trouble.setProperty("tone", "amber")
        self._all, self.start, self._close = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_cameras(self, cameras: Sequence[CameraEntry]) -> None:
        self.choice.set_cameras(cameras)

    def set_folder(self, folder: str) -> None:
        """Where exports are made unless the operator says otherwise."""
        self.folder.setText(folder)

    def open_for(
        self, chosen: Sequence[str], on_wall: Sequence[str], around: float | None = None
    ) -> None:
        """With these cameras ticked; ``on_wall`` are those that one press ticks. The last ten
        minutes, or ten around a moment (Unix seconds)."""
        self._on_wall = list(on_wall)
        self.choice.choose(chosen or on_wall)
        until = datetime.now(UTC).timestamp()
        if around is not None:
            until = min(until, around + LAST_S / 2)
        self.until.set(until)
        self.since.set(until - LAST_S)
        self.refuse("")
        self.open_sheet()

    def set_exports(self, exports: Sequence[Mapping[str, Any]]) -> None:
        """All exports since the start, as ``GET /v1/exports`` tells them."""
        known = {str(export["id"]) for export in exports}
        for gone in self._rows.keys() - known:
            row = self._rows.pop(gone)
            self._running.removeWidget(row)
            row.deleteLater()
        for export in exports:
            identity = str(export["id"])
            if identity not in self._rows:
                row = self._rows[identity] = ExportRow(self._look, identity)
                row.cancel_wished.connect(self.cancel_wished)
                self._running.insertWidget(0, row)  # the newest first
            self._rows[identity].set(export, self.choice.name)
        self._labels["running"].setVisible(bool(self._rows))
        self._scroll.setVisible(bool(self._rows))
        wanted = self._running.sizeHint().height() + self._look.px(4)
        self._scroll.setFixedHeight(min(wanted, self._look.px(RUNNING_PX)))
        if self.isVisible():
            self.to_middle()

    def refuse(self, why: str) -> None:
        """Say under the wish why it cannot be; empty takes it back."""
        self._trouble.setText(why)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Export"))
        self._title.setText(self.tr("Export what was recorded"))
        texts = {
            "since": self.tr("From"),
            "until": self.tr("Until"),
            "folder": self.tr("Folder"),
            "reason": self.tr("Reason"),
            "running": self.tr("Exports"),
        }
        fields = {"since": self.since, "until": self.until,
                  "folder": self.folder, "reason": self.reason}  # fmt: skip
        for key, text in texts.items():
            self._labels[key].setText(text)
            if key in fields:
                fields[key].setAccessibleName(text)
        self.burn.setText(self.tr("Burn in time and site"))
        self.burn.setToolTip(
            self.tr("Encoded anew, without sound; else pictures and sound are copied")
        )
        self.markers.setText(self.tr("Draw in case markers"))
        self.markers.setToolTip(
            self.tr("Of fixed cameras, where the cases stand now; the manifest says so")
        )
        self.reason.setPlaceholderText(self.tr("goes into the manifest"))
        self._all.setText(self.tr("All on the wall"))
        self.start.setText(self.tr("Export"))
        self._close.setText(self.tr("Close"))
        self.choice.words_changed()
        for row in self._rows.values():
            row.words_changed()

    def first(self) -> QWidget:
        return self.start

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        for label in self._labels.values():
            label.setProperty("tone", "quiet")
        self.start.setProperty("kind", "likely")
        self._all.setProperty("fit", "close")
        form = QGridLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(8))
        for row, key in enumerate(("since", "until", "folder", "reason")):
            form.addWidget(self._labels[key], row, 0)
            form.addWidget(getattr(self, key), row, 1)
        form.addWidget(self.burn, 4, 1)
        form.addWidget(self.markers, 5, 1)
        form.setColumnStretch(1, 1)
        form.setRowStretch(6, 1)
        cameras = QVBoxLayout()
        cameras.setSpacing(px(8))
        self.choice.setFixedHeight(px(LIST_PX))
        cameras.addWidget(self.choice)
        cameras.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        wish = QHBoxLayout()
        wish.setSpacing(px(18))
        wish.addLayout(cameras, 1)
        wish.addLayout(form, 1)
        press = QHBoxLayout()
        press.setSpacing(px(8))
        press.addWidget(self._trouble, 1)
        press.addWidget(self._close)
        press.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(18), px(24), px(18))
        column.setSpacing(px(12))
        column.addWidget(self._title)
        column.addLayout(wish)
        column.addWidget(self._labels["running"])
        column.addWidget(self._list_of_exports())
        column.addLayout(press)
        self.setFixedWidth(px(WIDE_PX))

    def _list_of_exports(self) -> QWidget:
        inside = QWidget()
        self._running = QVBoxLayout(inside)
        self._running.setContentsMargins(0, 0, self._look.px(8), 0)
        self._running.setSpacing(self._look.px(10))
        self._running.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.hide()
        self._labels["running"].hide()
        return self._scroll

    def _connect(self) -> None:
        self._close.clicked.connect(self.close_sheet)
        self._all.clicked.connect(lambda: self.choice.choose(self._on_wall))
        self.start.clicked.connect(self._on_start)
        self.reason.returnPressed.connect(self._on_start)

    def _on_start(self) -> None:
        cameras = self.choice.chosen()
        since, until = (field.unix() for field in (self.since, self.until))
        folder = self.folder.text().strip()
        why = ""
        if not cameras:
            why = self.tr("Tick at least one camera")
        elif len(cameras) > MOST_CAMERAS:
            why = self.tr("{n} cameras at most").format(n=MOST_CAMERAS)
        elif since >= until:
            why = self.tr("The end must be after the beginning")
        elif until - since > LONGEST_S:
            why = self.tr("{n} days at most").format(n=LONGEST_S // 86400)
        elif not Path(folder).is_absolute():
            why = self.tr("The folder must be a whole path")
        self.refuse(why)
        if not why:
            self.export_wished.emit(
                {
                    "cameras": cameras,
                    "since": _written(since),
                    "until": _written(until),
                    "burn": self.burn.isChecked(),
                    "markers": self.markers.isChecked(),
                    "who": "",
                    "reason": self.reason.text().strip(),
                    "folder": folder,
                }
            )


def _written(unix_s: int) -> str:
    return datetime.fromtimestamp(unix_s, UTC).isoformat().replace("+00:00", "Z")

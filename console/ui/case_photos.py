"""The pictures that are attached to a case: small in a row, one of them large over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from console.cases.attachments import Attachment
from console.ui.flow import Flow
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look

THUMB_PX = (92, 64)


class PhotoStrip(QWidget):
    """``enlarge_wished`` carries a name and its ``QImage``."""

    enlarge_wished = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: dict[str, QToolButton] = {}  # by address
        self._images: dict[str, QImage] = {}
        self._names: dict[str, str] = {}
        self._faults: dict[str, str] = {}
        self._others = QLabel()
        self._others.setProperty("tone", "quiet")
        self._others.setWordWrap(True)
        self._others.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QWidget()
        self._flow = Flow(look.px(6), self._row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        column.addWidget(self._others)
        self.hide()

    def set_attachments(self, attachments: Sequence[Attachment]) -> None:
        """A frame for each picture, filled by ``set_photo``; other things by their names."""
        pictures = {each.url: each.name for each in attachments if each.picture}
        if pictures == self._names and not self.isHidden():
            return
        self.clear()
        self._names = pictures
        for url in pictures:
            button = QToolButton()
            button.setText("…")
            button.setFixedSize(*(self._look.px(n) for n in THUMB_PX))
            button.clicked.connect(lambda _checked=False, of=url: self._enlarge(of))
            self._buttons[url] = button
            self._flow.addWidget(button)
        others = [each.name for each in attachments if not each.picture]
        self._others.setText("、".join(others))
        self._others.setVisible(bool(others))
        self._row.setVisible(bool(pictures))
        self.setVisible(bool(attachments))
        self.words_changed()

    def set_photo(self, url: str, image: QImage | None, fault: str) -> None:
        """A picture has come, or the code why not."""
        button = self._buttons.get(url)
        if button is None:
            return
        if image is None or image.isNull():
            self._faults[url] = fault
            self.words_changed()
            return
        self._images[url] = image
        size = button.size() - QSize(4, 4)
        ratio = self.devicePixelRatioF()
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        small = QPixmap.fromImage(image.scaled(size * ratio, keep, smooth))
        small.setDevicePixelRatio(ratio)
        button.setText("")
        button.setIcon(QIcon(small))
        button.setIconSize(size)

    def clear(self) -> None:
        for button in self._buttons.values():
            button.hide()
            self._flow.removeWidget(button)
            button.deleteLater()
        for kept in (self._buttons, self._images, self._names, self._faults):
            kept.clear()
        self.hide()

    def words_changed(self) -> None:
        words = {
            "refused": self.tr("refused"), "unreachable": self.tr("unreachable"),
            "large": self.tr("too large"), "unreadable": self.tr("unreadable"),
        }  # fmt: skip
        for url, button in self._buttons.items():
            name = self._names[url]
            if url in self._faults:
                button.setText(words.get(self._faults[url], self._faults[url]))
            button.setToolTip(name)
            button.setAccessibleName(self.tr("Picture {name}").format(name=name))

    def _enlarge(self, url: str) -> None:
        if url in self._images:
            self.enlarge_wished.emit(self._names[url], self._images[url])


class PhotoSheet(Sheet):
    """One picture as large as the window lets it be."""

    most_px = (4000, 4000)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._image = QImage()
        self._name, self._picture = QLabel(), QLabel()
        self._name.setProperty("scale", "row")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumSize(1, 1)
        self._close = QPushButton()
        self._close.clicked.connect(self.close_sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.px(EDGE_PX // 2) for _ in range(4)))
        column.addWidget(self._name)
        column.addWidget(self._picture, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.words_changed()

    def show_picture(self, name: str, image: QImage) -> None:
        self._image = image
        self._name.setText(name)
        self.setAccessibleName(name)
        self._picture.setAccessibleName(name)
        self.open_sheet()
        self._fit()

    def first(self) -> QWidget:
        return self._close

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Picture"))
        self._close.setText(self.tr("Close"))

    def to_middle(self) -> None:
        super().to_middle()
        self._fit()

    def _fit(self) -> None:
        if self._image.isNull():
            return
        layout = self.layout()
        if layout is not None:
            layout.activate()
        ratio = self.devicePixelRatioF()
        shown = self._image.scaled(
            self._picture.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap = QPixmap.fromImage(shown)
        pixmap.setDevicePixelRatio(ratio)
        self._picture.setPixmap(pixmap)

"""How the conference strip's words and buttons lie: side by side, or close where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from console.ui.style_sheet import restyle
from console.ui.theme import Look

CLOSE_BELOW = 1000  # pixels of a desk that the strip is wide
COLUMNS = 4  # of buttons where it is close


class StripForm(QVBoxLayout):
    """``told``: title, counts; ``badges``: what is true besides; ``acts``: the buttons, the one
    that ends it last; ``share`` stands beside the badges where there is room. ``spared``: of the
    buttons those that give way where it is close; the chair's panel has them too."""

    def __init__(
        self,
        look: Look,
        told: tuple[QWidget, QWidget],
        badges: Sequence[QWidget],
        acts: Sequence[QWidget],
        share: QPushButton,
        spared: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._look, self._told, self._badges = look, told, badges
        self._acts, self._share, self._spared = acts, share, spared
        self._first, self._second, self._buttons = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        self.setSpacing(look.px(4))
        for line in (self._first, self._second):
            line.setSpacing(look.px(8))
            self.addLayout(line)
        self.addStretch(1)
        self.addLayout(self._buttons)
        self.close: bool | None = None

    def fit(self, width: int) -> bool:
        """Lie as a strip of this width needs it; whether that is another form than before."""
        close = width < self._look.px(CLOSE_BELOW)
        if close == self.close:
            return False
        self.close = close
        for layout in (self._first, self._second, self._buttons):
            _empty(layout)
        title, counts = self._told
        if close:
            self._line(self._first, [title], [counts])
            self._line(self._second, self._badges)
        else:
            self._line(self._first, [title, *self._badges, self._share])
            self._line(self._second, [counts])
        self._lay_buttons(close)
        return True

    def buttons_px(self) -> int:
        """How wide the buttons are beside each other."""
        return self._buttons.sizeHint().width()

    def _line(
        self, line: QHBoxLayout, left: Sequence[QWidget], right: Sequence[QWidget] = ()
    ) -> None:
        for widget in left:
            line.addWidget(widget)
        line.addStretch(1)
        for widget in right:
            line.addWidget(widget)

    def _lay_buttons(self, close: bool) -> None:
        *acts, end = self._acts
        kept = [button for button in acts if button not in self._spared]
        shown = [*kept, self._share, end] if close else [*acts, end]
        for button in self._spared:
            button.setVisible(not close)
        self._buttons.setSpacing(self._look.px(4 if close else 8))
        # what ends it stands apart
        self._buttons.setColumnMinimumWidth(len(acts), 0 if close else self._look.px(4))
        for place, button in enumerate(shown):
            row, column = divmod(place, COLUMNS) if close else (0, place + (button is end))
            self._buttons.addWidget(button, row, column)
        for button in (*self._acts, self._share):
            for part in (button, *button.findChildren(QPushButton)):
                restyle(part, "fit", "close" if close else "")


def _empty(layout: QLayout) -> None:
    while layout.count():
        layout.takeAt(0)

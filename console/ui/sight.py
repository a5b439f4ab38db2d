"""Whether a widget can be looked at, as far as the program itself can know."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

PAINTED = Qt.WidgetAttribute.WA_StyledBackground  # who has it hides what lies below


def in_sight(widget: QWidget) -> bool:
    """Whether it is shown in a window that is no icon, with nothing painted over its middle.

    What is seen through, such as the layer by which a camera is turned, hides nothing. Windows of
    others are not known.
    """
    window = widget.window()
    if not widget.isVisible() or window.isMinimized():
        return False
    at = window.childAt(widget.mapTo(window, widget.rect().center()))
    while at is not None and at is not widget and not at.isAncestorOf(widget):
        if at.testAttribute(PAINTED) and not widget.isAncestorOf(at):
            return False
        at = at.parentWidget()
    return at is not None

"""What of a window cannot be worked with or read: no name, out of Tab's reach, too little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QLineEdit, QTabBar, QComboBox,
    QAbstractSlider,
)  # fmt: skip


def controls(window: QWidget) -> list[QWidget]:
    """What can be worked with now; not the pieces that a control is made of."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and (isinstance(each, CONTROLS) or each.focusPolicy() & Qt.FocusPolicy.StrongFocus)
        and not each.objectName().startswith("qt_")
        and not isinstance(each, QScrollBar | QHeaderView)
        and not isinstance(each.parentWidget(), QLineEdit)  # its clear button: Esc
        and not isinstance(each, QScrollArea)
        and not (isinstance(each, QToolButton) and isinstance(each.parentWidget(), QTabBar))
    ]


def faults_of(window: QWidget) -> list[str]:
    """Controls without a name for a screen reader, and those that Tab does not reach."""
    chain, each = [], window.nextInFocusChain()
    while each is not window and len(chain) < 5000:
        chain.append(each)
        each = each.nextInFocusChain()
    found = []
    for control in controls(window):
        about = f"{type(control).__name__} in {type(control.parentWidget()).__name__}"
        told = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        if not told.strip():
            found.append(f"{about} has no name")
        policy = control.focusPolicy()
        proxied = isinstance(control, QLabel)  # a field that a button leads to
        if control not in chain or not (policy & Qt.FocusPolicy.TabFocus or proxied):
            found.append(f"{about} ({told}) is not reached by Tab")
    return found


def clipped(window: QWidget) -> list[str]:
    """Texts of labels, buttons, tabs, boxes and choices that have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        match widget:
            case QLabel() if widget.text() and not widget.wordWrap():
                needed = widget.fontMetrics().horizontalAdvance(widget.text())
                if widget.sizePolicy().horizontalPolicy().name != "Ignored":
                    found += [widget.text()] if needed > widget.width() + 1 else []
            case QPushButton():
                needed = widget.fontMetrics().horizontalAdvance(widget.text()) + 8
                found += [widget.text()] if needed > widget.width() else []
            case QTabBar():
                for tab in range(widget.count()):
                    needed = widget.fontMetrics().horizontalAdvance(widget.tabText(tab))
                    right = widget.tabRect(tab).right()
                    cut = needed > widget.tabRect(tab).width() or right > widget.width()
                    found += [widget.tabText(tab)] if cut else []
            case QCheckBox() | QRadioButton():
                needed = widget.fontMetrics().horizontalAdvance(widget.text())
                found += [widget.text()] if needed > _beside_its_box(widget) else []
            case QComboBox():
                found += _cut_in(widget)
            case _:
                pass
    return found


def _beside_its_box(button: QCheckBox | QRadioButton) -> int:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = (
        QStyle.SubElement.SE_CheckBoxContents
        if isinstance(button, QCheckBox)
        else QStyle.SubElement.SE_RadioButtonContents
    )
    return button.style().subElementRect(part, option, button).width()


def _cut_in(choice: QComboBox) -> list[str]:
    """Which of the texts that may be chosen are wider than the field that shows the chosen one."""
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    field = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    texts = [choice.itemText(n) for n in range(choice.count())]
    metrics = choice.fontMetrics()
    return [text for text in texts if metrics.horizontalAdvance(text) > field.width()]

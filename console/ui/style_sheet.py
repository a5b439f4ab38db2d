"""The style sheet of Qt's own widgets, written from a ``Look``. Set once at start.

Nothing here depends on a state that changes while pictures run: polishing a style sheet anew stalls
the Qt thread, so lamps, badges and selections that come and go are painted.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from console.ui.theme import DARK, FIELD_INSET_PX, LIGHT, RADIUS, SIZES, Look, qt_palette

# a shape besides the colour of what is ticked, by the colour that is read on it
TICKS = {
    colours.on_accent: Path(__file__).with_name(name)
    for colours, name in ((DARK, "tick.svg"), (LIGHT, "tick-light.svg"))
}

_TEMPLATE = """
QWidget {{ color: {text}; font-size: {body}px; }}
QWidget#window {{ background: {ground}; }}
QWidget#zone {{ background: {surface}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QLabel {{ background: transparent; }}
QLabel[scale="title"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[scale="row"] {{ font-size: {row}px; font-weight: 600; }}
QLabel[scale="small"] {{ font-size: {small}px; }}
QLabel[tone="quiet"] {{ color: {quiet}; }}
QLabel[tone="amber"] {{ color: {amber}; }}

QPushButton {{
    background: {raised}; border: 1px solid {line}; border-radius: {radius}px;
    font-weight: 600; padding: 0 {pad}px; min-height: {button}px; max-height: {button}px;
}}
QPushButton:hover {{ border-color: {quiet}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {quiet}; background: {surface}; }}
QPushButton[kind="likely"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[kind="likely"]:hover {{ border-color: {text}; }}
QPushButton[kind="likely"]:focus {{ border-color: {text}; }}
QPushButton[kind="likely"]:disabled {{
    background: {surface}; color: {quiet}; border-color: {line};
}}
QPushButton[kind="danger"] {{
    background: {danger}; color: {danger_text}; border-color: {danger_line};
}}
QPushButton[kind="danger"]:disabled {{
    background: {surface}; color: {quiet}; border-color: {line};
}}
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:focus {{
    border-color: {danger_text};
}}

QPushButton[fit="close"] {{
    padding: 0 {tight}px; min-height: {field}px; max-height: {field}px;
}}
QPushButton[kind="row"] {{
    text-align: left; font-weight: normal; background: transparent; border-color: transparent;
    padding: 0 2px; min-height: {line_px}px; max-height: {line_px}px;
}}
QPushButton[kind="row"]:hover, QPushButton[kind="row"]:focus {{ color: {accent}; }}
QToolButton {{
    background: {raised}; border: 1px solid {line}; border-radius: {radius}px; color: {quiet};
}}
QToolButton:hover, QToolButton:focus {{ border-color: {accent}; }}
QPushButton:checked {{ background: {line}; border-color: {accent}; }}

QLineEdit, QAbstractSpinBox {{
    background: {ground}; border: 1px solid {line}; border-radius: {radius}px;
    padding: 0 {inset}px; min-height: {field}px; selection-background-color: {accent};
    selection-color: {on_accent};
}}
QDateTimeEdit::up-button, QDateTimeEdit::down-button {{ width: 0; border: none; }}
QAbstractSpinBox {{ padding: 0; }}
QAbstractSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QPlainTextEdit {{
    background: {ground}; border: 1px solid {line}; border-radius: {radius}px; padding: 2px 4px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit:focus {{ border-color: {accent}; }}
QLineEdit:focus, QAbstractSpinBox:focus {{ border-color: {accent}; }}
QAbstractSpinBox QLineEdit:focus {{ border: none; }}

QSpinBox, QDoubleSpinBox {{ max-height: {field}px; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button {{
    subcontrol-origin: padding; width: {spin}px; border: none; background: transparent;
}}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{
    image: none; width: 0; height: 0;
    border-left: 4px solid {ground}; border-right: 4px solid {ground};
}}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ border-bottom: 5px solid {quiet}; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ border-top: 5px solid {quiet}; }}

QComboBox {{
    background: {ground}; border: 1px solid {line}; border-radius: {radius}px;
    padding: 0 6px; min-height: {field}px;
}}
QComboBox:focus {{ border-color: {accent}; }}
QComboBox QLineEdit {{ border: none; min-height: 0; padding: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{
    image: none; width: 0; height: 0; border-top: 6px solid {quiet};
    border-left: 5px solid {ground}; border-right: 5px solid {ground};
}}
QComboBox QAbstractItemView {{
    background: {raised}; border: 1px solid {line}; selection-background-color: {line};
}}

QCheckBox {{ spacing: 6px; }}
QCheckBox::indicator, QAbstractItemView::indicator {{
    width: {tick}px; height: {tick}px; border: 1px solid {quiet}; border-radius: 3px;
    background: {ground};
}}
QAbstractItemView::indicator {{ width: {row_tick}px; height: {row_tick}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {accent}; border-color: {accent}; image: url("{tick_image}");
}}
QCheckBox:focus {{ color: {accent}; }}
QListView#choices {{ border: 1px solid {line}; border-radius: {radius}px; }}
QListView#choices::item {{ height: {line_px}px; padding-left: 4px; }}
QListView#choices::item:hover {{ background: {raised}; }}
QListView#choices::item:selected {{ background: {line}; color: {text}; }}
QProgressBar {{
    background: {raised}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QTreeView, QListView, QTableView, QScrollArea, QGraphicsView {{
    background: transparent; border: none; outline: none;
}}
QTableView {{ selection-background-color: transparent; gridline-color: transparent; }}
QTreeView::item {{ border: none; height: {line_px}px; border-radius: 4px; }}
QListView#rows::item {{ height: {line_px}px; border-radius: 4px; padding-left: 6px; }}
QTreeView::item:hover, QListView#rows::item:hover {{ background: {raised}; }}
QTreeView::item:selected, QListView#rows::item:selected {{ background: {line}; color: {text}; }}
QTreeView {{ show-decoration-selected: 1; selection-background-color: {line}; }}
QTreeView::item:hover, QTreeView::item:selected {{ border-radius: 0; }}
QTreeView::branch {{ background: transparent; }}
QTreeView::branch:hover {{ background: {raised}; }}
QTreeView::branch:selected {{ background: {line}; }}

QTabBar {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {quiet}; padding: 0 4px; margin: 0 14px 0 8px;
    min-height: {tab}px; border: none; border-bottom: 2px solid transparent;
    font-weight: 600;
}}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ color: {text}; }}

QTreeView#table::item {{ padding: 0 8px; }}
QHeaderView::section {{
    background: {ground}; color: {quiet}; border: none; border-bottom: 1px solid {line};
    padding: 4px 8px 4px 11px;
}}

QFrame#card {{ background: {ground}; border: 1px solid {line}; border-radius: {radius}px; }}

QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenu {{ background: {raised}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 6px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
"""

# what is set upon one part of the window alone comes before the application's
_LOW = """
QPushButton[fit="close"] {{ min-height: {low}px; max-height: {low}px; }}
QLineEdit, QComboBox {{ min-height: {low}px; }}
QTabBar::tab {{ min-height: {low}px; }}
QTreeView::item {{ height: {row_px}px; }}
QHeaderView::section {{ padding: 1px 8px 1px 11px; }}
"""


def style_sheet(look: Look) -> str:
    """The application's whole style sheet."""
    colours = look.colours
    return _TEMPLATE.format(
        ground=colours.ground,
        surface=colours.surface,
        raised=colours.raised,
        line=colours.line,
        text=colours.text,
        quiet=colours.quiet,
        accent=colours.accent,
        on_accent=colours.on_accent,
        amber=colours.lamp_texts["amber"],
        danger=colours.danger,
        danger_line=colours.danger_line,
        danger_text=colours.danger_text,
        radius=RADIUS,
        pad=look.px(12),
        button=look.px(38),
        field=look.px(30),
        tight=look.px(8),
        spin=look.px(18),
        inset=FIELD_INSET_PX,
        tick=look.px(14),
        row_tick=look.px(12),  # with its border the size that Qt leaves for it beside the words
        tick_image=TICKS[colours.on_accent].as_posix(),
        tab=look.px(36),
        line_px=look.px(27),
        **{name: look.px(pixels) for name, pixels in SIZES.items() if name != "clock"},
    )


def low_sheet(look: Look) -> str:
    """For a part of the window that has little height: rows, buttons and fields lie closer."""
    return _LOW.format(low=look.px(26), row_px=look.px(22))


def dress(app: QApplication, look: Look) -> None:
    """Font, palette and style sheet of the whole application."""
    app.setFont(look.font())
    app.setPalette(qt_palette(look))
    app.setStyleSheet(style_sheet(look))


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Give a property by which the style sheet chooses, such as ``tone``, a value. Where it has it
    already nothing is polished: that costs time."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().polish(widget)

"""Above the inbox: which view it shows, what is searched, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QPushButton, QWidget

from console.cases.case import Case
from console.cases.views import LONGEST_NAME, LONGEST_WORDS, PRESETS, Filter, View
from console.ui.inbox_words import (
    count,
    lamp_choices,
    level_choices,
    own_text,
    sort_choices,
    view_text,
)
from console.ui.menus import TickMenu
from console.ui.style_sheet import restyle
from console.ui.theme import Look
from console.ui.words import channel_text, status_text

TYPED_MS = 200  # after the last letter
MOST_CHOICES = 200  # of one kind in a menu

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Options:
    """What there is to choose among now."""

    statuses: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()  # villages, then grids
    channels: tuple[str, ...] = ()


def options_of(cases: Iterable[Case], villages: Mapping[str, str]) -> Options:
    """What these cases can be told apart by, the frequent first; villages before grids."""
    status, unit, grid, channel = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        status[case.status] += 1
        unit[case.unit] += 1
        grid[(case.place.grid if case.place else "") or case.grid] += 1
        channel[case.channel] += 1
    village = Counter[str]()
    for name, number in grid.items():
        village[villages.get(name, "")] += number
    named = [name for name, _ in village.most_common() if name]
    grids = [name for name, _ in grid.most_common() if name and name not in named]
    return Options(
        tuple(name for name, _ in status.most_common()),
        tuple(name for name, _ in unit.most_common()),
        (*named, *grids),
        tuple(name for name, _ in channel.most_common()),
    )


class InboxBar(QWidget):
    """``view_chosen`` carries a ``View``, ``save_wished`` one with its name, ``remove_wished`` the
    name of a saved one. ``options`` is asked when the menu opens."""

    view_chosen = Signal(object)
    save_wished = Signal(object)
    remove_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.options: Callable[[], Options] = Options
        self._view = PRESETS[0]
        self._saved: tuple[View, ...] = ()
        self._views, self._filters = QPushButton(), QPushButton()
        self.field, self._name = Field(), QLineEdit()
        self._keep = QPushButton()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    @property
    def view(self) -> View:
        return self._view

    def set_view(self, view: View) -> None:
        """Shows it; tells nobody."""
        self._view = view
        if view.filter.words != self.field.text():
            self.field.blockSignals(True)
            self.field.setText(view.filter.words)
            self.field.blockSignals(False)
        self._say()

    def set_saved(self, views: Sequence[View]) -> None:
        self._saved = tuple(views)

    def search(self) -> None:
        """Put the cursor into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def words_changed(self) -> None:
        self.field.setPlaceholderText(self.tr("Number, words, pinyin"))
        self.field.setAccessibleName(self.tr("Search cases"))
        self._name.setPlaceholderText(self.tr("Name of the view"))
        self._name.setAccessibleName(self.tr("Name of the view"))
        self._keep.setText(self.tr("Save"))
        self._views.setToolTip(self.tr("Views and their order"))
        self._say()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        for button in (self._views, self._filters, self._keep):
            button.setProperty("fit", "close")
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(LONGEST_WORDS)
        self._name.setMaxLength(LONGEST_NAME)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        row.addWidget(self._views, 0, 0)
        row.addWidget(self.field, 0, 1)
        row.addWidget(self._filters, 0, 2)
        row.addWidget(self._name, 1, 0, 1, 2)
        row.addWidget(self._keep, 1, 2)
        row.setColumnStretch(1, 1)
        self._ask_name(False)

    def _connect(self) -> None:
        self._views.clicked.connect(lambda: self._open(self.views_menu(), self._views))
        self._filters.clicked.connect(lambda: self._open(self.filters_menu(), self._filters))
        self.field.textEdited.connect(self._typed.start)
        self.field.textChanged.connect(lambda text: text or self._typed.start())
        self.field.left.connect(self._on_left)
        self._typed.timeout.connect(self._on_typed)
        self._name.returnPressed.connect(self._on_keep)
        self._keep.clicked.connect(self._on_keep)

    def _say(self) -> None:
        named = view_text(self._view) if self._view.name else self.tr("Own view")
        self._views.setText(f"{named} ▾")
        parts = count(self._view.filter)
        words = self.tr("Filter {n} ▾").format(n=parts) if parts else self.tr("Filter ▾")
        self._filters.setText(words)
        restyle(self._filters, "kind", "likely" if parts else "")

    def _choose(self, view: View) -> None:
        self.set_view(view)
        self.view_chosen.emit(view)

    def _narrow(self, **parts: object) -> None:
        """Another filter is a view without a name until it is saved."""
        narrowed = replace(self._view.filter, **parts)  # type: ignore[arg-type]  # by field name
        self._choose(View("", narrowed, self._view.sort))

    def _narrow_part(self, part: str, codes: frozenset[str]) -> None:
        self._narrow(**{part: codes})

    def _on_typed(self) -> None:
        words = self.field.text().strip()
        if words != self._view.filter.words:
            wanted = replace(self._view.filter, words=words)
            self._choose(replace(self._view, filter=wanted))

    def _on_left(self) -> None:
        if self.field.text():
            self.field.clear()

    # -- menus

    def views_menu(self) -> TickMenu:
        """Presets, saved views, orders; and what can be done with the view of now."""
        menu = TickMenu(self)
        hidden = self._view.filter.hidden  # the platforms' chips are no part of a preset
        for view in PRESETS:
            wanted = replace(view, filter=replace(view.filter, hidden=hidden))
            self._add(menu, view_text(view), view.name == self._view.name, wanted)
        menu.addSeparator()
        for view in self._saved:
            self._add(menu, view.name, view.name == self._view.name, view)
        order = menu.addMenu(self.tr("Order"))
        for sort, words in sort_choices():
            self._add(order, words, sort == self._view.sort, replace(self._view, sort=sort))
        menu.addSeparator()
        menu.addAction(self.tr("Save this view …"), partial(self._ask_name, True))
        if any(view.name == self._view.name for view in self._saved):
            words = self.tr("Forget the view {name}").format(name=self._view.name)
            menu.addAction(words, partial(self.remove_wished.emit, self._view.name))
        return menu

    def _add(self, menu: QMenu, words: str, on: bool, view: View) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setText(("● " if on else "    ") + action.text())
        action.triggered.connect(lambda: self._choose(view))

    def filters_menu(self) -> TickMenu:
        """What can be left out."""
        menu, wanted, told = TickMenu(self), self._view.filter, self.options()
        parts: list[tuple[str, str, Choices]] = [
            (self.tr("Lamp"), "lamps", lamp_choices()),
            (self.tr("Level"), "levels", level_choices()),
            (self.tr("Status"), "statuses", [(c, status_text(c)) for c in told.statuses]),
            (self.tr("Unit"), "units", [(c, c or self.tr("Without a unit")) for c in told.units]),
            (self.tr("Village, grid"), "areas", [(c, c) for c in told.areas]),
            (self.tr("Channel"), "channels", [(c, channel_text(c) or "–") for c in told.channels]),
        ]
        for title, part, choices in parts:
            inside = TickMenu(title, menu)
            on: frozenset[str] = getattr(wanted, part)
            inside.tick(choices[:MOST_CHOICES], on, partial(self._narrow_part, part))
            inside.setEnabled(bool(choices))
            menu.addMenu(inside)
        menu.addSeparator()
        own = [("mine", own_text("mine")), ("unacknowledged", own_text("unacknowledged"))]
        for code, words in own:
            menu.tick([(code, words)], frozenset((wanted.own,)), partial(self._on_own, code))
        self._tick_supervised(menu, wanted)
        menu.addSeparator()
        menu.addAction(
            self.tr("Show all again"),
            lambda: self._choose(replace(PRESETS[0], filter=Filter(hidden=wanted.hidden))),
        )
        return menu

    def _tick_supervised(self, menu: TickMenu, wanted: Filter) -> None:
        choices = [("supervised", self.tr("Under supervision"))]
        on = frozenset(("supervised",)) if wanted.supervised else frozenset[str]()
        menu.tick(choices, on, lambda now: self._narrow(supervised=bool(now)))

    def _on_own(self, code: str, now: frozenset[str]) -> None:
        self._narrow(own=code if now else "")

    def _open(self, menu: TickMenu, below: QPushButton) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    # -- saving

    def _ask_name(self, wanted: bool) -> None:
        self._name.setVisible(wanted)
        self._keep.setVisible(wanted)
        if wanted:
            self._name.setText(self._view.name if self._view.name in self._names() else "")
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _names(self) -> set[str]:
        return {view.name for view in self._saved}

    def _on_keep(self) -> None:
        name = self._name.text().strip()
        if name and name not in {view.name for view in PRESETS}:
            self._ask_name(False)
            view = replace(self._view, name=name)
            self.set_view(view)
            self.save_wished.emit(view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._name.isVisible():
            self._ask_name(False)
        else:
            super().keyPressEvent(event)


class Field(QLineEdit):
    """``left``: Esc was pressed."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)

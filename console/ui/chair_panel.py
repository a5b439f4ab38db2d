"""The chair's panel beside the wall: roster, roll call, broadcast, floor, picture, messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from console.ui.broadcast_choice import OWN_ROOM, Broadcastable, broadcastable
from console.ui.call_menu import CallGroup
from console.ui.chair_letters import ChairLetters
from console.ui.chair_picture import ChairPicture
from console.ui.chair_roster import ChairRoster
from console.ui.chair_words import mode_text
from console.ui.conference_strip import ConferenceStrip
from console.ui.roll_call_box import RollCallBox
from console.ui.roll_call_sheet import RollCallSheet
from console.ui.stowed import Stowed
from console.ui.style_sheet import low_sheet
from console.ui.theme import Look

WIDE_PX = 384
ROOMY_PX = 820  # of height
GAP_PX, BUTTON_GAP_PX, LOW_GAP_PX = 8, 6, 4  # between its parts


class ChairPanel(QFrame):
    """Wishes go out through the strip's own signals. There while a conference lives and it is
    toggled open. ``turned``: it is going to be there, or is there no more. ``sheet``: of a roll
    call, over the whole window."""

    turned = Signal(bool)

    def __init__(self, look: Look, strip: ConferenceStrip, sheet: Stowed[RollCallSheet]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(look.px(WIDE_PX))
        self._look, self._strip = look, strip
        self._wished = strip.wished.emit
        self._conference: Mapping[str, Any] = {}
        self._opened = self._low = False
        self._title, self._mode = QLabel(), QLabel()
        self.roster, self.walk = ChairRoster(look), RollCallBox(look)
        self.call_group = CallGroup(look)
        self.picture, self.letters = ChairPicture(look), ChairLetters(look)
        self.tabs, self._pages = QTabBar(), QStackedWidget()
        self._unread = 0
        self.self_unmute = QCheckBox()
        self._sheet = sheet
        sheet.when_made(lambda made: made.set_conference(self._conference))
        self.buttons: dict[str, QPushButton] = {}
        self._ask, self._question = QFrame(), QLabel()
        self._column, self._grid = QVBoxLayout(self), QGridLayout()
        self.yes, self.no = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()
        self.hide()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        if conference == self._conference:
            return
        before, self._conference = self._conference, conference
        walks = (conference.get("roll_call") or {}).get("node") is not None
        if walks:  # before what is shown for it asks the window for more room
            self._fit(walks)
        for part in (self.roster, self.walk, self.picture, self.letters, self.call_group):
            part.set_conference(conference)
        if self._sheet.made:
            self._sheet().set_conference(conference)
        self._fit(walks)
        called = self.walk.called()
        if called is not None and called != (before.get("roll_call") or {}).get("node"):
            self.roster.choose(called)
        self._say()
        self._turn(self._opened and self._live())

    def toggle(self) -> None:
        """Open or shut it; shut while no conference lives."""
        self._opened = self._live() and not self.isVisible()
        self._turn(self._opened)
        if self._opened:
            self.roster.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> dict[str, Callable[[], object]]:
        """What its keys do, wherever the keyboard is."""
        return {
            "chair": self.toggle,
            "roll_call_next": self._walk_on,
            "roll_call_back": partial(self._act, "back"),
        }

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Chair"))
        self._title.setText(self.tr("Chair"))
        for name, words in self._words().items():
            self.buttons[name].setText(words)
        self._question.setText(self.tr("End the conference for all sites?"))
        self.yes.setText(self.tr("End for all"))
        self.no.setText(self.tr("No, go on"))
        self.self_unmute.setText(self.tr("Sites may unmute themselves"))
        self.self_unmute.setToolTip(self.tr("Otherwise the chair alone opens what is muted"))
        self.tabs.setTabText(0, self.tr("Picture"))
        self.tabs.setAccessibleName(self.tr("Picture, messages"))
        self._say_unread(self._unread)
        for part in (self.roster, self.walk, self.picture, self.letters, self.call_group):
            part.words_changed()
        self._say()

    # -- inside

    def _turn(self, shown: bool) -> None:
        if shown and self.isHidden():
            self.turned.emit(True)  # what gives way to it does so before the window needs more room
            self.show()
        elif not shown and not self.isHidden():
            self.hide()
            self.turned.emit(False)

    def _words(self) -> dict[str, str]:
        return {
            "call": self.tr("Call"), "remove": self.tr("Hang up"), "mute": self.tr("Mute"),
            "unmute": self.tr("Unmute"), "roll_call": self.tr("Roll call"),
            "broadcast": self.tr("Broadcast"), "give_floor": self.tr("Give floor"),
            "private": self.tr("Private"), "chair": self.tr("Give chair"),
            "bell": self.tr("Bell"), "polling": self.tr("Polling"),
            "lower_hand": self.tr("Hands down"), "call_all": self.tr("Call all"),
            "redial": self.tr("Redial"), "mute_all": self.tr("Mute all"),
            "lock": self.tr("Lock"), "end": self.tr("End for all"),
        }  # fmt: skip

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._mode.setProperty("tone", "quiet")
        self._lay_buttons()
        for part in (self.picture, self.letters):
            self.tabs.addTab("")
            self._pages.addWidget(part)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.buttons["roll_call"].setProperty("kind", "likely")
        self.buttons["end"].setProperty("kind", "danger")
        self.yes.setProperty("kind", "danger")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._mode)
        asked = QGridLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self._question, 0, 0, 1, 2)
        asked.addWidget(self.no, 1, 0)
        asked.addWidget(self.yes, 1, 1)
        self._ask.hide()
        column = self._column
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(GAP_PX))
        column.addLayout(head)
        column.addWidget(self.roster, 1)
        column.addWidget(self.walk)
        column.addLayout(self._grid)
        column.addWidget(self._ask)
        column.addWidget(self.tabs)
        column.addWidget(self._pages)

    def _lay_buttons(self) -> None:
        px, grid = self._look.px, self._grid
        grid.setVerticalSpacing(px(BUTTON_GAP_PX))
        grid.setHorizontalSpacing(px(4))
        for at, name in enumerate(self._words()):
            button = self.buttons[name] = QPushButton()
            button.setProperty("fit", "close")
            if name == "call":
                calls = QHBoxLayout()
                calls.setSpacing(px(2))
                calls.addWidget(button, 1)
                calls.addWidget(self.call_group)
                grid.addLayout(calls, at // 4, at % 4)
            else:
                grid.addWidget(button, at // 4, at % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.self_unmute, grid.rowCount() - 1, 1, 1, 3)

    def _connect(self) -> None:
        self._strip.chair_wished.connect(self.toggle)
        self.walk.wished.connect(self._strip.wished)
        self.picture.wished.connect(self._strip.wished)
        self.letters.wished.connect(self._strip.wished)
        self.letters.unread_changed.connect(self._say_unread)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.self_unmute.clicked.connect(lambda on: self._act("self_unmute", on=on))
        self.walk.sheet_wished.connect(lambda: self._sheet().open_sheet())
        self.roster.itemSelectionChanged.connect(self._on_chosen)
        self.roster.itemDoubleClicked.connect(self._on_double_click)
        for name in ("remove", "mute", "unmute"):
            self.buttons[name].clicked.connect(partial(self._each, name))
        for name in ("give_floor", "private", "chair"):
            self.buttons[name].clicked.connect(partial(self._one, name))
        for name, does in (
            ("call", self._on_call), ("roll_call", self._walk_on),
            ("broadcast", self._on_broadcast), ("bell", partial(self._each_or_all, "bell")),
            ("polling", self._on_polling),
            ("lower_hand", partial(self._each_or_all, "lower_hand")),
            ("call_all", partial(self._act, "call", nodes="all")),
            ("redial", partial(self._act, "redial")),
            ("mute_all", self._on_mute_all), ("lock", self._on_lock), ("end", self._on_end),
        ):  # fmt: skip
            self.buttons[name].clicked.connect(partial(_no_argument, does))
        self.call_group.called.connect(lambda nodes: self._act("call", nodes=nodes))
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._ask.hide)

    def _live(self) -> bool:
        return self._conference.get("state") == "live"

    def _say(self) -> None:
        chosen, told = self.roster.chosen(), self._conference
        self._mode.setText(mode_text(str(told.get("mode", "free"))))
        self.self_unmute.setChecked(told.get("hush") != "forced")
        for name in ("call", "remove", "mute", "unmute"):
            self.buttons[name].setEnabled(bool(chosen))
        for name in ("give_floor", "private", "chair"):
            self.buttons[name].setEnabled(len(chosen) == 1 or bool(self._held(name)))
        for name, held, words in (
            ("give_floor", self._held("give_floor"), self.tr("Take floor")),
            ("private", self._held("private"), self.tr("End private")),
            ("chair", self._held("chair"), self.tr("Take chair")),
            ("polling", told.get("polling"), self.tr("End polling")),
            ("lock", told.get("locked"), self.tr("Unlock")),
        ):
            self.buttons[name].setText(words if held else self._words()[name])
        self._say_broadcast(broadcastable(told, chosen))

    def _say_broadcast(self, could: list[Broadcastable]) -> None:
        """What its button would do, by the name of what all would see."""
        button, going = self.buttons["broadcast"], self._conference.get("broadcast")
        button.setText(self.tr("End broadcast") if going else self._words()["broadcast"])
        names = " / ".join(one.name for one in could)
        tip = self.tr("All sites see {name}").format(name=names) if could and not going else ""
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setEnabled(bool(going or could))

    def _say_unread(self, unread: int) -> None:
        self._unread = unread
        self._strip.set_unread(unread)
        words = self.tr("Messages ({n} new)") if unread else self.tr("Messages")
        self.tabs.setTabText(1, words.format(n=unread))

    def _held(self, name: str) -> str | None:
        """Which site has what this button gives."""
        found = self._conference.get("floor" if name == "give_floor" else name)
        return None if found is None else str(found)

    # -- acts

    def _act(self, action: str, **more: Any) -> None:
        self._wished({"action": action, **more})

    def _each(self, action: str) -> None:
        for node in self.roster.chosen():
            self._act(action, node=node)

    def _one(self, action: str) -> None:
        """Give it to the chosen site; take it back from whom has it."""
        if self._held(action) is not None:
            self._act(action, node=None)
        elif chosen := self.roster.chosen():
            self._act(action, node=chosen[0])

    def _walk_on(self) -> None:
        """Begin the roll call, of the chosen sites or of all who are called in; while it goes on:
        the next."""
        told = self._conference.get("nodes", [])
        nodes = [str(node["id"]) for node in told if node.get("invited")]
        chosen = self.roster.chosen()
        if self.walk.called() is not None:
            self._act("next")
        elif self._live() and nodes:
            self._act("roll_call", nodes=chosen if len(chosen) > 1 else nodes)

    def _on_call(self) -> None:
        """Who waits is let in, the others are called."""
        states = {node["id"]: node.get("state") for node in self._conference.get("nodes", [])}
        chosen = self.roster.chosen()
        for node in (node for node in chosen if states.get(node) == "waiting"):
            self._act("admit", node=node)
        if away := [node for node in chosen if states.get(node) not in ("waiting", "live")]:
            self._act("call", nodes=away)

    def _on_broadcast(self) -> None:
        """Where a site is chosen while something is shared, it asks which of them."""
        could = broadcastable(self._conference, self.roster.chosen())
        if self._conference.get("broadcast"):
            self._act("broadcast", source=None)
        elif len(could) > 1:
            button = self.buttons["broadcast"]
            self.broadcast_menu(could).popup(button.mapToGlobal(button.rect().bottomLeft()))
        elif could:
            self._act("broadcast", source=could[0].source)

    def broadcast_menu(self, could: list[Broadcastable]) -> QMenu:
        """What all sites could be made to see, and this room itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = Broadcastable(OWN_ROOM, self.tr("This room's own picture"))
        for one in (*could, room):
            wish = partial(self._act, "broadcast", source=one.source)
            menu.addAction(one.name.replace("&", "&&"), wish)
        return menu

    def _on_polling(self) -> None:
        chosen = self.roster.chosen()
        live = [n["id"] for n in self._conference.get("nodes", []) if n.get("state") == "live"]
        going = bool(self._conference.get("polling"))
        nodes = [] if going else chosen if len(chosen) > 1 else live
        self._act("polling", nodes=nodes, every_s=float(self.picture.dwell.value()))

    def _on_mute_all(self) -> None:
        """Who may open again is as it was said."""
        self._act("mute_all", allow_self=self.self_unmute.isChecked())

    def _each_or_all(self, action: str) -> None:
        """Of the chosen, of all where none is chosen."""
        chosen: list[str | None] = [*self.roster.chosen()]
        for node in chosen or [None]:
            self._act(action, node=node)

    def _on_lock(self) -> None:
        self._act("unlock" if self._conference.get("locked") else "lock")

    def _on_end(self) -> None:
        self._ask.show()
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_yes(self) -> None:
        self._ask.hide()
        self._act("end")

    def _on_chosen(self) -> None:
        for part in (self.picture, self.letters):
            part.set_chosen(self.roster.chosen())
        self._say()

    def _on_double_click(self) -> None:
        """The chair looks where it likes: into the selected cell of the wall."""
        if chosen := self.roster.chosen():
            self._strip.source_wished.emit(f"node:{chosen[0]}")

    def _fit(self, walks: bool) -> None:
        """Where there is no room for all of it, a roll call takes that of the tabs."""
        shown = not walks or self.height() >= self._look.px(ROOMY_PX)
        for part in (self.tabs, self._pages):
            part.setVisible(shown)

    def _lie_low(self, low: bool) -> None:
        """Closer together where there is little height: the list of sites gets what is saved."""
        if low is not self._low:
            self._low = low
            px = self._look.px
            self._column.setSpacing(px(LOW_GAP_PX if low else GAP_PX))
            self._grid.setVerticalSpacing(px(LOW_GAP_PX if low else BUTTON_GAP_PX))
            self.letters.set_low(low)
            self.setStyleSheet(low_sheet(self._look) if low else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(self.walk.called() is not None)
        self._lie_low(self.height() < self._look.px(ROOMY_PX))
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)


def _no_argument(does: Callable[[], object], _checked: bool = False) -> None:
    does()

"""The conference under the wall: what is going on, what the chair can do, who is there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QWidget,
)

from console.ui.badge import Badge
from console.ui.feed import Feed
from console.ui.node_chip import NodeChip
from console.ui.record_button import RecordButton, record_words
from console.ui.share_menu import ShareMenu
from console.ui.side_scroll import SideScroll
from console.ui.site_menu import SiteMenu
from console.ui.strip_form import StripForm
from console.ui.style_sheet import restyle
from console.ui.theme import Look

SURE_MS = 4000  # how long "press again to end" stands
SETTLE_MS = 150
MOST_NAME = 14  # characters of what is shared
LEAST_TITLE_PX = 80
LEAST_PX = 480  # pixels of a desk that the strip is wide
_RANKS = {"waiting": 0, "live": 2, "calling": 3}


def _rank(node: Mapping[str, Any]) -> int:
    """Who knocks, who wants to speak or to show something, who is in, who comes; the others keep
    the list's order behind them."""
    state = str(node.get("state", "absent"))
    wishes = bool(node.get("hand")) or node.get("screen") == "asked"
    return 1 if state == "live" and wishes else _RANKS.get(state, len(_RANKS) + 1)


class ConferenceStrip(QFrame):
    """``wished`` carries the body of ``POST /v1/conference``; ``source_wished`` a written source
    for the selected cell; ``visible_nodes_changed`` the ids whose small picture is on the screen.
    """

    wished = Signal(dict)
    source_wished = Signal(str)
    visible_nodes_changed = Signal(list)
    microphone_wished = Signal(bool)
    devices_wished = Signal()
    chair_wished = Signal()
    file_chosen = Signal(Path, str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(140))
        self._look = look
        self._conference: Mapping[str, Any] = {"state": "idle", "nodes": []}
        self._chips: dict[str, NodeChip] = {}
        self._visible: list[str] = []
        self._subject, self._unread = "", 0
        self._title, self._counts = QLabel(), QLabel()
        self._title.setProperty("scale", "row")
        self._counts.setProperty("tone", "quiet")
        self._waiting, self._recording, self._lock = Badge(look), Badge(look), Badge(look)
        self._shared, self._share = Badge(look), QPushButton()
        self._shares = ShareMenu(self)
        self._call, self._mute, self._program, self._end = (QPushButton() for _ in range(4))
        self._microphone, self._record = QPushButton(), RecordButton(look)
        self._chair = QPushButton()
        self._microphone.setCheckable(True)
        self._devices = QPushButton("…")
        self._devices.setProperty("fit", "close")
        self._call.setProperty("kind", "likely")
        self._end.setProperty("kind", "danger")
        self._row = QHBoxLayout()
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``."""
        if conference == self._conference:
            return
        self._conference = conference
        nodes = conference.get("nodes", [])
        ids = [str(node["id"]) for node in sorted(nodes, key=_rank)]
        if ids != list(self._chips):
            self._make_chips(ids)
        on_air = (conference.get("program") or {}).get("on_air", [])
        for node in nodes:
            self._chips[node["id"]].set_node(node, node["id"] in on_air)
        self._say()
        self._settled.start(SETTLE_MS)

    def set_subject(self, subject: str) -> None:
        """What it is about, the case's title for instance."""
        self._subject = subject
        self._say()

    def set_unread(self, unread: int) -> None:
        """So many answers of the sites nobody has seen yet."""
        self._unread = unread
        self._say_chair()

    def set_feed(self, node_id: str, feed: Feed | None) -> None:
        """The small picture of a site; a feed for a site that is not here is closed."""
        chip = self._chips.get(node_id)
        if chip is not None:
            chip.set_feed(feed)
        elif feed is not None:
            feed.close()

    def set_microphone(self, opened: bool) -> None:
        """Whether the command room is heard now; tells nobody."""
        self._microphone.setChecked(opened)
        self._say_microphone()

    def press_microphone(self) -> None:
        """As if its button were clicked."""
        self._microphone.click()

    def close_feeds(self) -> None:
        for chip in self._chips.values():
            chip.set_feed(None)

    def visible_nodes(self) -> list[str]:
        """Sites that are in the conference and whose chip is on the screen."""
        return self._visible

    def live(self) -> bool:
        return self._conference.get("state") == "live"

    def tick(self, now: float) -> None:
        if self.isVisible():
            for node_id in self._visible:
                self._chips[node_id].tick(now)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Conference"))
        self._lock.set(self.tr("locked"), self._look.lamp("amber"))
        self._call.setText(self.tr("Call absent"))
        self._mute.setText(self.tr("Mute all"))
        self._chair.setToolTip(self.tr("Roll call, broadcast, floor, layout, messages"))
        self._say_chair()
        self._program.setText(self.tr("To the wall"))
        self._program.setToolTip(self.tr("What all sites see, into the selected cell"))
        self._microphone.setToolTip(self.tr("Whether the sites hear this room"))
        self._devices.setToolTip(self.tr("This room's devices"))
        self._devices.setAccessibleName(self.tr("This room's devices"))
        self._say_microphone()
        self._record.words_changed()
        for chip in self._chips.values():
            chip.words_changed()
        self._say()
        self._say_end()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        badges = (self._waiting, self._recording, self._lock, self._shared)
        acts = (
            self._chair, self._call, self._microphone, self._devices, self._mute, self._record,
            self._program, self._end,
        )  # fmt: skip
        self._form = StripForm(
            self._look, (self._title, self._counts), badges, acts, self._share,
            spared=(self._call, self._mute),
        )  # fmt: skip
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(6))
        inner = QWidget()
        inner.setLayout(self._row)
        self._scroll = SideScroll(inner, px(134))
        row = QHBoxLayout(self)
        # it takes the width that it gets: the form for a wide one must not keep the window wide
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(px(16), px(10), px(12), px(10))
        row.setSpacing(px(16))
        row.addLayout(self._form)
        row.addWidget(self._scroll, 1)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(LEAST_PX), super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Lie as the width needs it."""
        if not self._form.fit(self.width()):
            return
        for chip in self._chips.values():
            chip.set_close(self._close)
        self._say()

    @property
    def _close(self) -> bool:
        return bool(self._form.close)

    def _connect(self) -> None:
        self._call.clicked.connect(self._on_call)
        self._mute.clicked.connect(self._on_mute)
        self._microphone.clicked.connect(self.microphone_wished)
        self._devices.clicked.connect(self.devices_wished)
        self._share.clicked.connect(self._on_share)
        self._shares.wished.connect(
            lambda action, source: self.wished.emit({"action": action, "source": source})
        )
        self._shares.file_chosen.connect(self.file_chosen)
        self._record.wished.connect(self.wished)
        self._program.clicked.connect(lambda: self.source_wished.emit("program"))
        self._chair.clicked.connect(self.chair_wished)
        self._end.clicked.connect(self._on_end)
        self._sure.timeout.connect(self._say_end)
        self._settled.timeout.connect(self._look_round)
        self._scroll.horizontalScrollBar().valueChanged.connect(
            lambda: self._settled.start(SETTLE_MS)
        )

    def _make_chips(self, ids: list[str]) -> None:
        for gone in set(self._chips) - set(ids):
            chip = self._chips.pop(gone)
            chip.set_feed(None)
            self._row.removeWidget(chip)
            chip.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        chips = {}
        for node_id in ids:
            chip = self._chips.get(node_id) or self._new_chip(node_id)
            chips[node_id] = chip
            self._row.addWidget(chip)
        for before, after in pairwise(chips.values()):
            QWidget.setTabOrder(before, after)
        self._row.addStretch(1)
        self._chips = chips

    def _new_chip(self, node_id: str) -> NodeChip:
        chip = NodeChip(self._look, node_id)
        chip.set_close(self._close)
        chip.opened.connect(self._on_opened)
        return chip

    def _say(self) -> None:
        nodes = self._conference.get("nodes", [])
        live = sum(node.get("state") == "live" for node in nodes)
        hands = sum(bool(node.get("hand")) for node in nodes)
        absent = len(nodes) - live
        if self._close:
            words = self.tr("{live} in · {hands} hands")
        else:
            words = self.tr("in {live} · not in {absent} · hands {hands}")
        self._counts.setText(words.format(live=live, absent=absent, hands=hands))
        waiting = sum(node.get("state") == "waiting" for node in nodes)
        self._waiting.set(self.tr("waiting {n}").format(n=waiting), self._look.lamp("amber"))
        self._waiting.setVisible(waiting > 0)
        usual = {"state": "on"} if self._conference.get("recording") else {}
        record = self._conference.get("record") or usual
        recorded, lamp = record_words(record)
        self._recording.set(recorded, self._look.lamp(lamp))
        self._recording.setVisible(bool(recorded))
        self._record.set_record(record)
        self._lock.setVisible(bool(self._conference.get("locked")))
        self._call.setEnabled(absent > 0)
        self._say_shared()
        self._say_title()

    def _say_title(self) -> None:
        words = self._subject or self.tr("Consultation")
        self._title.setToolTip(words)
        if self._close:
            beside = self._counts.sizeHint().width() + self._look.px(16)
            room = max(self._form.buttons_px() - beside, self._look.px(LEAST_TITLE_PX))
            middle = Qt.TextElideMode.ElideMiddle
            words = self._title.fontMetrics().elidedText(words, middle, room)
        self._title.setText(words)

    def _say_shared(self) -> None:
        """What all sites see besides each other, and that its picture is not there."""
        share = self._conference.get("share") or {}
        self._shared.setVisible(bool(share))
        self._share.setVisible(self.live())
        self._share.setText(self.tr("Stop sharing") if share else self.tr("Share …"))
        name = str(share.get("name", ""))
        most = MOST_NAME // 2 if self._close else MOST_NAME
        name = name if len(name) <= most else name[: most - 1] + "…"
        live = share.get("state") == "live"
        words = self.tr("shared: {name}") if live else self.tr("shared: {name}, no picture")
        colour = self._look.lamp("green" if live else "amber")
        self._shared.set(words.format(name=name), colour)

    def _say_microphone(self) -> None:
        opened = self._microphone.isChecked()
        self._microphone.setText(self.tr("Room is heard") if opened else self.tr("Room is muted"))

    def _say_chair(self) -> None:
        words = self.tr("Chair ({n} new)") if self._unread else self.tr("Chair")
        self._chair.setText(words.format(n=self._unread))
        restyle(self._chair, "kind", "likely" if self._unread else "")

    def _say_end(self) -> None:
        sure = self._sure.isActive()
        self._end.setText(self.tr("Press again to end") if sure else self.tr("End"))

    def _on_share(self) -> None:
        if self._conference.get("share"):
            self.wished.emit({"action": "share", "source": None})
        else:
            below = self._share.mapToGlobal(self._share.rect().bottomLeft())
            self._shares.menu(bool(self._conference.get("case"))).popup(below)

    def _on_call(self) -> None:
        nodes = self._conference.get("nodes", [])
        absent = [node["id"] for node in nodes if node.get("state") in ("absent", "left")]
        if absent:
            self.wished.emit({"action": "call", "nodes": absent})

    def _on_mute(self) -> None:
        """Who may open again is as it was said."""
        allowed = self._conference.get("hush") != "forced"
        self.wished.emit({"action": "mute_all", "allow_self": allowed})

    def _on_end(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.wished.emit({"action": "end"})
        else:
            self._sure.start(SURE_MS)
        self._say_end()

    def _on_opened(self, node_id: str, at: QPoint) -> None:
        menu = self.menu_for(node_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_for(self, node_id: str) -> QMenu:
        """What can be done with a site now."""
        node = self._chips[node_id].node
        return SiteMenu(self, node, self.wished.emit, self.source_wished.emit)

    def _look_round(self) -> None:
        """Which live sites are on the screen: only those need a picture."""
        seen = self._scroll.viewport().rect()
        visible = [
            node_id
            for node_id, chip in self._chips.items()
            if self.isVisible()
            and chip.node.get("state") == "live"
            and seen.intersects(
                chip.rect().translated(chip.mapTo(self._scroll.viewport(), QPoint()))
            )
        ]
        if visible != self._visible:
            for gone in set(self._visible) - set(visible):
                if gone in self._chips:
                    self._chips[gone].set_feed(None)
            self._visible = visible
            self.visible_nodes_changed.emit(visible)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._fit()
        self._settled.start(SETTLE_MS)

    def showEvent(self, _event: QShowEvent) -> None:
        self._settled.start(SETTLE_MS)

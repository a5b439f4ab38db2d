"""The top line: where am I, how is the wall divided, what is wrong, what time is it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QWidget

from console.cases.case import PublicWarning
from console.room_clock import room_now
from console.ui.alarm_badge import AlarmBadge
from console.ui.badge import Badge
from console.ui.health_lamp import HealthLamp, count_lamp
from console.ui.layout_button import LayoutButton, MoreButton
from console.ui.notice import Notice
from console.ui.person_button import PersonButton
from console.ui.scene_choice import SceneChoice
from console.ui.shortcuts import LAYOUTS, SCENES
from console.ui.theme import Look
from console.ui.tour_line import TourLine
from console.ui.warning_banner import WarningBanner
from console.ui.words import link_text
from layouts.layout import Layout

NOTICE_MS = 8000
NARROW_PX = 1500
WIDE_PX = 1800
LEAST_PX = 600
NARROW_LAYOUTS, MOST_LAYOUTS = 3, 7  # buttons; all are behind the one beside
CLOCK_MS = 200  # the second changes on time; the label only when it does
_LINK_LAMPS = {"live": "green", "stale": "amber", "offline": "red"}


class TopLine(QWidget):
    """``layout_chosen`` carries a layout's name; ``layouts_wished``: all that there are."""

    layout_chosen = Signal(str)
    layouts_wished = Signal()

    def __init__(self, look: Look, site_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(52))
        self._look = look
        self._simulated = False
        self._cameras = (0, 0, 0)
        self._bad, self._link = 0, ""
        self._nodes = (0, 0)
        self._site = QLabel(site_name)
        self._site.setProperty("scale", "title")
        self._screen = _hidden(Badge(look))
        self._layouts = QButtonGroup(self)
        self._layout_row = QHBoxLayout()
        self.scenes = SceneChoice(look)
        self.tour = TourLine(look)
        self._all = MoreButton(look)
        self._all.clicked.connect(self.layouts_wished)
        self.alarms = AlarmBadge(look)
        self.banner = self._banner = WarningBanner(look)
        self._notice = Notice()
        self._camera_health = HealthLamp(look)
        self._node_health = HealthLamp(look)
        self._platform_health = HealthLamp(look)
        self._badge = _hidden(Badge(look))
        self._clock = _clock_label(look)
        self.person = PersonButton(look)
        self._build()
        self._layouts.buttonClicked.connect(self._on_layout)
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.timeout.connect(self._on_notice_gone)
        self._second = QTimer(self)
        self._second.timeout.connect(self._tell_time)
        self._second.start(CLOCK_MS)
        self._tell_time()
        self.words_changed()

    # -- setters

    def set_layouts(self, layouts: Sequence[Layout], current: str = "") -> None:
        for button in self._layouts.buttons():
            self._layouts.removeButton(button)
            self._layout_row.removeWidget(button)
            button.deleteLater()
        for layout in layouts:
            button = LayoutButton(self._look, layout)
            self._layouts.addButton(button)
            self._layout_row.addWidget(button)
        self.set_layout(current)

    def set_layout(self, name: str) -> None:
        """Which layout the wall has now; tells nobody."""
        buttons = [b for b in self._layouts.buttons() if isinstance(b, LayoutButton)]
        self._layouts.setExclusive(False)
        for button in buttons:
            button.setChecked(button.shown.name == name)
        self._layouts.setExclusive(True)
        self._make_room()

    def set_screen(self, name: str) -> None:
        """Which screen layouts and cameras go to; empty: there is only one."""
        self._screen.set(name, self._look.colour("line"), self._look.colour("text"))
        self._screen.setVisible(bool(name))

    def set_health(
        self,
        cameras: tuple[int, int, int] | None = None,
        nodes: tuple[int, int] | None = None,
        platform: str | None = None,
        bad: int | None = None,
    ) -> None:
        """``cameras``: live, total, lost; ``bad``: with a bad picture. ``nodes``: live, total.
        ``platform``: live | stale | offline, empty where the room has none. None leaves what was
        said before."""
        self._cameras = self._cameras if cameras is None else cameras
        self._nodes = self._nodes if nodes is None else nodes
        self._bad = self._bad if bad is None else bad
        self._link = self._link if platform is None else platform
        self._say_health()

    def set_simulated(self, simulated: bool) -> None:
        self._simulated = simulated
        self._badge.setVisible(simulated)

    def set_warnings(self, warnings: Sequence[PublicWarning]) -> None:
        self._banner.set(warnings)
        self._make_room()

    def notice(self, text: str) -> None:
        """Say something for some seconds, in the banner's place: a refused wish, for instance."""
        self._notice.say(text)
        self._make_room()
        self._gone.start(NOTICE_MS)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Top line"))
        for button in self._layouts.buttons():
            if isinstance(button, LayoutButton):
                button.words_changed()
        self._screen.setToolTip(self.tr("Layouts and cameras go to this screen; F10: the next"))
        self._all.set_words(self.tr("All layouts"))
        self._badge.set(self.tr("SIMULATED"), self._look.lamp("amber"))
        self._banner.words_changed()
        self.scenes.words_changed()
        self.tour.words_changed()
        self.alarms.words_changed()
        self.person.words_changed()
        self._say_health()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(16), 0)
        row.setSpacing(px(14))
        self._layout_row.setSpacing(px(2))
        row.addWidget(self._site)
        row.addSpacing(px(8))
        row.addWidget(self.scenes)
        layouts = QHBoxLayout()
        layouts.setSpacing(px(2))
        layouts.addLayout(self._layout_row)
        layouts.addWidget(self._all)
        layouts.addWidget(self._screen)
        row.addLayout(layouts)
        row.addWidget(self.tour)
        row.addWidget(self.alarms)
        row.addWidget(self._banner)
        row.addWidget(self._notice, 1)
        for lamp in (self._camera_health, self._node_health, self._platform_health):
            row.addWidget(lamp)
        row.addWidget(self._badge)
        row.addWidget(self._clock)
        row.addWidget(self.person)

    def _say_health(self) -> None:
        live, total, lost = self._cameras
        words = self.tr("Seen {live} of {total}").format(live=live, total=total)
        if lost:
            words += self.tr(" · {lost} lost").format(lost=lost)
        if self._bad:
            words += self.tr(" · {n} bad").format(n=self._bad)
        lamp = count_lamp(live, total, lost)
        self._camera_health.set("amber" if self._bad and lamp == "green" else lamp, words)
        here, sites = self._nodes
        words = self.tr("Sites {live}/{total}") if here else self.tr("Sites {total}")
        self._node_health.set(
            "grey" if not here else ("green" if here == sites else "amber"),
            words.format(live=here, total=sites),
        )
        self._node_health.setVisible(sites > 0)
        self._platform_health.set(
            _LINK_LAMPS.get(self._link, "grey"),
            self.tr("Platform {state}").format(state=link_text(self._link)),
        )
        self._platform_health.setVisible(bool(self._link))

    def _on_notice_gone(self) -> None:
        self._notice.say("")
        self._make_room()

    def _make_room(self) -> None:
        """A notice takes the banner's place, and where the line is not broad that of the lamps'
        words."""
        noticed = bool(self._notice.text())
        narrow = self.width() < self._look.px(NARROW_PX)
        self._show_layouts(NARROW_LAYOUTS if narrow else MOST_LAYOUTS)
        broad = self.width() >= self._look.px(WIDE_PX)
        self.scenes.set_room(narrow, broad and not self._banner.warns)
        self.tour.set_narrow(narrow)
        self.alarms.set_narrow(narrow)
        self._banner.give_way(noticed)
        for lamp in (self._camera_health, self._node_health, self._platform_health):
            lamp.set_brief(not broad and (noticed or not self._banner.isHidden()))

    def _show_layouts(self, most: int) -> None:
        """So many buttons, and that of the present layout; all are in the list beside them."""
        for number, button in enumerate(self._layouts.buttons()):
            button.setVisible(number < most or button.isChecked())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the window is: what it leaves out depends on that."""
        return QSize(self._look.px(LEAST_PX), self.height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._make_room()

    def _tell_time(self) -> None:
        words = room_now().strftime("%H:%M:%S")
        if words != self._clock.text():
            self._clock.setText(words)

    def _on_layout(self, button: LayoutButton) -> None:
        self.layout_chosen.emit(button.shown.name)

    def numbered(self, typed: str) -> tuple[str, str] | None:
        """(name, words) of the layout of a number, from 1."""
        number, buttons = int(typed or 0), self._layouts.buttons()
        if not 0 < number <= len(buttons):
            return None
        button = buttons[number - 1]
        assert isinstance(button, LayoutButton)
        return button.shown.name, button.shown.title or button.shown.name

    def choose_nth(self, number: int) -> None:
        """As if the n-th layout button, from 0, were pressed; nothing where there is none."""
        buttons = self._layouts.buttons()
        if number < len(buttons):
            buttons[number].click()

    def key_actions(self) -> dict[str, Callable[[], object]]:
        """What each key of the layouts and scenes at hand does."""
        choosers = {"layout": (self.choose_nth, LAYOUTS), "scene": (self.scenes.choose_nth, SCENES)}
        return {
            "scene_schedule": partial(self.scenes.chosen.emit, ""),
            **{
                f"{kind}_{n + 1}": partial(choose, n)
                for kind, (choose, count) in choosers.items()
                for n in range(count)
            },
        }


def _clock_label(look: Look) -> QLabel:
    clock = QLabel("00:00:00")
    clock.setFont(look.font("clock", strong=True))
    clock.setStyleSheet(f"font-size: {look.px(24)}px; font-weight: 600;")
    clock.setFixedWidth(look.metrics("clock", strong=True).horizontalAdvance("00:00:00 "))
    return clock


def _hidden(badge: Badge) -> Badge:
    badge.hide()
    return badge

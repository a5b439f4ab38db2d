"""Cameras of the network that are in no list yet: asked, looked at closer, added while the room
runs."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.links.finder import Closer, Row, addition, look_closer, search
from console.links.glance import glance
from console.site.additions import Addition, Unaddable, new_id
from console.site.load import SiteFaults, load_site
from console.site.records import Site
from console.site.taking_up import entry_for, take_up
from console.ui.case_panel import MAP
from console.ui.discovery_form import Written
from console.ui.discovery_list import FoundDevice
from console.ui.discovery_sheet import DiscoverySheet
from console.ui.list_faults import list_fault_told
from console.ui.main_window import MainWindow
from console.ui.place_pick import PlacePick
from console.ui.ptz_words import refused_text
from console.ui.reasons import reason_told
from console.ui.words import advice_text, reason_text
from layouts.fault import Fault
from media.onvif.trouble import Trouble
from media.reader.address import parse_address
from media.reader.glance import Glance
from media.rtsp.outcome import RtspError
from media.rtsp.url import mask
from media.secret import Secret

Submit = Callable[[Coroutine[Any, Any, Any]], concurrent.futures.Future[Any]]

ADDED = -1  # a question whose answer is taken whenever it comes

log = logging.getLogger(__name__)


class DiscoveryDesk(QObject):
    """Lives in the Qt thread; ``submit`` runs a coroutine in the io thread. ``taken_over`` carries
    the site as it is from then on."""

    taken_over = Signal(object)
    _progressed = Signal(int, int, int)
    _came = Signal(int, object, object)  # which question, its answer, who takes it

    def __init__(
        self, window: MainWindow, site: Site, submit: Submit, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._submit = window, site, submit
        self._rows: tuple[Row, ...] = ()
        self._row: Row | None = None
        self._closer: Closer | None = None
        self._asking: concurrent.futures.Future[Any] | None = None
        self._adding = False  # whatever is closed or asked meanwhile: its answer is taken
        self._question = 0  # the last one asked: answers to others come too late
        self._pick = PlacePick(window.map, self)
        self._pick.map_picked.connect(self._on_map_picked)
        self._pick.picture_picked.connect(self._reopen)
        self._pick.cancelled.connect(self._reopen)
        window.finder.cameras.list_wished.connect(self._on_list_wished)
        window.sheets.discovery.when_made(self._serve)
        self._progressed.connect(self._on_progressed)
        self._came.connect(self._on_came)

    def _serve(self, sheet: DiscoverySheet) -> None:
        self._sheet = sheet
        found, form = sheet.found, sheet.form
        found.search_wished.connect(self._on_search)
        found.cancelled.connect(self._on_cancelled)
        found.chosen.connect(self._on_chosen)
        found.by_hand_wished.connect(self._on_by_hand)
        form.look_wished.connect(self._on_look)
        form.test_wished.connect(self._on_test)
        form.add_wished.connect(self._on_add)
        form.pick_wished.connect(self._on_pick_wished)
        form.place.set_datum(self._site.datum)
        form.back_wished.connect(self._give_up)
        sheet.closed.connect(self._on_cancelled)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    @Slot(str)
    def _on_list_wished(self, wish: str) -> None:
        if wish == "find":
            self._window.sheets.discovery().open_sheet()

    # -- questions

    def _ask(self, work: Coroutine[Any, Any, Any], take: Callable[[Any], None]) -> None:
        """One at a time: another question ends the one before."""
        self._give_up()
        question = self._question
        self._asking = self._submit(work)
        self._asking.add_done_callback(lambda ended: self._tell_answer(question, ended, take))

    def _give_up(self) -> None:
        self._question += 1
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _tell_answer(
        self, question: int, ended: concurrent.futures.Future[Any], take: Callable[[Any], None]
    ) -> None:
        """In the io thread."""
        if not ended.cancelled():
            self._came.emit(question, ended.exception() or ended.result(), take)

    @Slot(int, object, object)
    def _on_came(self, question: int, answer: object, take: Callable[[Any], None]) -> None:
        if question == ADDED:
            take(answer)
        elif question == self._question:
            self._asking = None
            take(answer)

    # -- who is there

    @Slot(str)
    def _on_search(self, hosts: str) -> None:
        number = self._question + 1
        self._sheet.found.set_searching(True)
        told = lambda done, of: self._progressed.emit(number, done, of)  # noqa: E731
        self._ask(search(self._site.cameras, hosts, told), self._on_searched)

    @Slot(int, int, int)
    def _on_progressed(self, question: int, done: int, of: int) -> None:
        if question == self._question:
            self._sheet.found.set_progress(done, of)

    def _on_searched(self, answer: object) -> None:
        found = self._sheet.found
        found.set_searching(False)
        if isinstance(answer, ValueError):
            words = self.tr("These are no addresses: {reason}")
            found.show_trouble(words.format(reason=reason_told(str(answer))))
        elif isinstance(answer, BaseException):
            log.error("the search failed", exc_info=answer)
            reason = reason_told(str(answer))
            found.show_trouble(self.tr("The search failed: {reason}").format(reason=reason))
        else:
            self._rows, _ = answer  # type: ignore[misc]
            self._show_rows()

    def _show_rows(self) -> None:
        self._sheet.found.set_found(
            [
                FoundDevice(row.found.address, row.found.name, row.found.model, row.listed)
                for row in self._rows
            ]
        )

    @Slot()
    def _on_cancelled(self) -> None:
        self._give_up()
        self._sheet.found.set_searching(False)
        self._sheet.found.show_trouble("")
        self._sheet.form.set_busy("")

    # -- one of them

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        self._give_up()
        self._sheet.found.set_searching(False)
        self._row, self._closer = self._rows[at], None
        found = self._row.found
        self._sheet.show_form(found.address, found.name, found.place)

    @Slot()
    def _on_by_hand(self) -> None:
        self._on_cancelled()
        self._row = self._closer = None

    @Slot(object)
    def _on_look(self, written: Written) -> None:
        self._sheet.form.set_busy(self.tr("Logging in …"))
        password = Secret(written.password)
        self._ask(look_closer(written.device, written.user, password), self._on_looked)

    def _on_looked(self, answer: object) -> None:
        form = self._sheet.form
        form.set_busy("")
        if isinstance(answer, Trouble):
            words = self.tr("It tells nothing: {reason}")
            form.show_told(words.format(reason=refused_text(answer.text)))
        elif isinstance(answer, Closer) and self._row is not None:
            self._closer = answer
            form.set_streams(answer.streams, answer.main, answer.sub)
            made = addition(self._row, answer, "", ())
            if not form.name.text().strip():
                form.name.setText(made.name)
            self._on_test(form.written())
        else:
            self._fail(answer)

    @Slot(object)
    def _on_test(self, written: Written) -> None:
        written = self._without_login(written)
        self._sheet.form.clear_preview()
        self._sheet.form.set_busy(self.tr("Waiting for a picture …"))
        seen = glance(written.main, written.user, Secret(written.password))
        self._ask(seen, self._on_seen)

    def _on_seen(self, answer: object) -> None:
        form = self._sheet.form
        form.set_busy("")
        if isinstance(answer, Glance):
            words = self.tr("{codec}, {width}x{height}").format(
                codec=answer.codec.upper(), width=answer.width, height=answer.height
            )
            if self._closer is not None and self._closer.ptz:
                words = f"{words}\n{self.tr('It can be turned.')}"
            form.show_preview(answer.jpeg, words)
        elif isinstance(answer, RtspError):
            told = (reason_text(answer.trouble, answer.detail), advice_text(answer.trouble))
            form.show_told("\n".join(filter(None, told)))
        else:
            self._fail(answer)

    def _fail(self, answer: object) -> None:
        fault = answer if isinstance(answer, BaseException) else None
        log.error("looking at a camera failed", exc_info=fault)
        self._sheet.form.show_told(reason_told("a fault of this program; its log says more"))

    def _without_login(self, written: Written) -> Written:
        """A login that stands in an address moves into its fields: the list holds none."""
        form, moved = self._sheet.form, written
        for key in ("main", "sub"):
            try:
                address = parse_address(getattr(written, key))
            except ValueError:
                continue
            if address.user is None:
                continue
            password = address.password.reveal() if address.password else ""
            plain: dict[str, Any] = {key: address.plain}
            moved = replace(moved, user=address.user, password=password, **plain)
            (form.main if key == "main" else form.sub).setEditText(address.plain)
            form.user.setText(address.user)
            form.password.setText(password)
        return moved

    # -- its place

    @Slot()
    def _on_pick_wished(self) -> None:
        self._sheet.close_sheet()
        self._window.unfold(self._window.cases)
        self._window.cases.open_tab(MAP)
        self._window.top.notice(self.tr("Click the camera's place on the map; Esc: none"))
        self._pick.begin()

    @Slot(float, float)
    def _on_map_picked(self, longitude: float, latitude: float) -> None:
        self._sheet.form.place.set_place(longitude, latitude)
        self._reopen()

    @Slot()
    def _reopen(self) -> None:
        self._sheet.open_sheet()

    # -- into the list

    @Slot(object)
    def _on_add(self, written: Written) -> None:
        if self._adding:
            return
        self._adding = True
        written = self._without_login(written)
        self._sheet.form.set_busy(self.tr("Adding …"))
        work = asyncio.to_thread(self._added, written, self._row, self._closer)
        ended = self._submit(work)
        ended.add_done_callback(lambda each: self._tell_answer(ADDED, each, self._on_added))

    def _added(self, written: Written, row: Row | None, closer: Closer | None) -> Any:
        """In a thread of its own: files are written, and the room is read again."""
        taken = [camera.id for camera in self._site.cameras]
        login = (written.user, Secret(written.password)) if written.user else None
        entry = entry_for(self._site.folder, written.user, login) if login is not None else ""
        if row is not None and closer is not None:
            made = addition(row, closer, entry, taken)
        else:
            made = Addition(new_id(_host(written.main), taken), written.name, "", user=entry)
        longitude, latitude = written.place or (None, None)
        made = replace(
            made, name=written.name, group=written.group, main=written.main, sub=written.sub,
            longitude=longitude, latitude=latitude,
        )  # fmt: skip
        try:
            take_up(self._site.folder, [made], entry, login)
            return load_site(self._site.folder)
        except (Unaddable, OSError, SiteFaults) as fault:
            return fault

    def _on_added(self, answer: object) -> None:
        self._adding = False
        form, sheet = self._sheet.form, self._sheet
        form.set_busy("")
        if not isinstance(answer, Site):
            words = self.tr("It cannot be added: {reason}").format(reason=_why_not(answer))
            form.show_told(words)
            if not sheet.isVisible():
                self._window.tell(words)
            return
        before = {camera.id for camera in self._site.cameras}
        self._site = answer
        added = [camera.name for camera in answer.cameras if camera.id not in before]
        self._window.tell(self.tr("{name} is in the list now").format(name=", ".join(added)))
        if self._row is not None:
            self._rows = tuple(
                replace(row, listed=row.listed or row is self._row) for row in self._rows
            )
        self.taken_over.emit(answer)
        if self._rows:
            self._show_rows()
        self._sheet.show_found()


def _host(address: str) -> str:
    try:
        return parse_address(address).host or "camera"
    except ValueError:
        return "camera"


def _why_not(fault: object) -> str:
    if isinstance(fault, SiteFaults):
        first: Fault = fault.faults[0]
        return str(replace(first, text=list_fault_told(mask(first.text))))
    return reason_told(list_fault_told(mask(str(fault))))

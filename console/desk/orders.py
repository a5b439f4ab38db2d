"""Orders to the platform as the window gives them and shows them. The outbox itself sends."""

from __future__ import annotations

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.bridge import Bridge
from console.cases.book import Changes
from console.cases.case import Case, CaseChanged, CaseId
from console.cases.difference import brief
from console.cases.order import ATTENTION, INTAKE, Order, renewed
from console.cases.outbox import Outbox, OutboxTold
from console.cases.possible import ARGUMENTS
from console.desk.cases import CaseDesk
from console.desk.person import PersonDesk
from console.site.records import PlatformSettings, Site
from console.ui.main_window import MainWindow
from console.ui.order_words import command_text, order_state_text, why_text
from console.ui.outbox_sheet import OutboxRow, OutboxSheet

Keep = Callable[[Coroutine[Any, Any, None], str], object]
Call = Callable[..., object]

MOST_CHOICES = 300  # units or people to choose from

log = logging.getLogger(__name__)


class OrdersDesk(QObject):
    """Lives in the Qt thread. ``told`` carries the control API's event ``order``; ``changed``: an
    order is otherwise, by its key."""

    told = Signal(str, dict)
    changed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        cases: CaseDesk,
        person: PersonDesk,
        bridge: Bridge,
        call: Call,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._cases = window, site, cases
        self._person, self._call = person, call
        self.audit: Callable[[str, str, str], None] = lambda _act, _subject, _detail: None
        self._outbox: Outbox | None = None
        self._orders: dict[str, Order] = {}
        self._trouble, self._poor = "", False
        self._sheet, self._form = window.sheets.outbox, window.sheets.order
        self._sheet.when_made(self._listen)
        self._form.when_made(lambda form: form.given.connect(self._on_given))
        bar, wishes = window.cases.card.commands, window.cases.wishes
        bar.wished.connect(self._on_wished)
        bar.outbox_wished.connect(self.open_outbox)
        wishes.commands.connect(self._on_commands_wished)
        wishes.outbox.connect(lambda: self.open_outbox(""))
        bridge.orders_told.connect(self.take)
        person.changed.connect(bar.refresh)
        cases.changed.connect(self._on_cases_changed)

    def follow(
        self, platform: PlatformSettings, tell: Callable[[OutboxTold], None],
        take: Callable[[list[Any]], None], keep: Keep,
    ) -> None:  # fmt: skip
        """Open the outbox of a platform, if there is one; ``keep`` keeps it in the io thread."""
        if not platform.url:
            return
        path = self._site.folder / "state" / "outbox.db"
        try:
            self._outbox = Outbox(
                path, platform.url, platform.token, tell,
                lambda case: take([CaseChanged(case)]),
            )  # fmt: skip
        except ValueError as fault:
            log.error("site.toml: platform: %s", fault)
            return
        keep(self._outbox.run(), "outbox")
        self._window.cases.card.commands.serve(self._person.may, self.open_orders)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    # -- questions

    def order(self, key: str) -> Order | None:
        return self._orders.get(key)

    def case(self, case_id: CaseId) -> Case | None:
        return self._cases.book.case(case_id)

    def all(self) -> list[Order]:
        """The oldest first."""
        return list(self._orders.values())

    def open_orders(self, case_id: str) -> list[Order]:
        """A case's orders that have not come to their end or need a look."""
        return [
            order
            for order in self._orders.values()
            if order.case_id == case_id and (not order.ended or order.state in ATTENTION)
        ]

    # -- orders

    def give(
        self,
        case: Case,
        command: str,
        args: Mapping[str, Any],
        key: str = "",
        rev: int | None = None,
    ) -> str:
        """Give an order upon a case as it is shown, or upon ``rev`` of it; its key. The caller has
        looked at the rights. ValueError: this room has no platform."""
        seen = brief(case)
        if rev is not None and rev != case.rev:
            seen = {"rev": rev}
        return self._put(self._made(str(case.id), command, self._with_worker(args), seen, key))

    def register(self, form: Mapping[str, Any]) -> str:
        """A new case for the platform; the order's key."""
        return self._put(self._made("", INTAKE, form, {}, ""))

    def may(self, act: str) -> bool:
        return self._person.may(act)

    def _made(
        self, case_id: str, kind: str, args: Mapping[str, Any], seen: Mapping[str, Any], key: str
    ) -> Order:
        now = datetime.now(UTC)
        key = key or uuid.uuid4().hex
        rev = int(seen.get("rev", 0))
        return Order(key, case_id, rev, kind, dict(args), self._person.who(), now, now, dict(seen))

    def _put(self, order: Order) -> str:
        if self._outbox is None:
            raise ValueError("this room has no platform")
        if order.key not in self._orders:
            self._orders[order.key] = order
            self._call(self._outbox.put, order)
            self.audit("order", f"case:{order.case_id}", f"{order.type} {order.key}")
            self._show()
        return order.key

    def _with_worker(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """A person who is one of the platform's workers is named by id too."""
        workers = self._cases.book.workers.values()
        name = args.get("person")
        found = next((one.id for one in workers if name and one.name == name), None)
        return {**args, "worker": found} if found and "worker" not in args else dict(args)

    # -- the window's wishes

    @Slot(str, str)
    def _on_wished(self, case_id: str, command: str) -> None:
        case = self._cases.book.case(CaseId(case_id))
        if case is None or not self._allowed(command):
            return
        if ARGUMENTS.get(command):
            form = self._form()
            form.set_choices(self._units(), self._people())
            form.ask(case, command)
        else:
            self._on_given(case_id, command, {})

    @Slot(str, str, dict)
    def _on_given(self, case_id: str, command: str, args: dict[str, Any]) -> None:
        case = self._cases.book.case(CaseId(case_id))
        if case is None:
            self._window.tell(self.tr("The case is not shown to this room any more"))
        elif self._allowed(command):
            self.give(case, command, args)

    def _allowed(self, act: str) -> bool:
        if not self._person.may(act):
            words = self.tr("{name} may not do this: {what}")
            self._window.tell(words.format(name=self._person.who(), what=command_text(act)))
            return False
        return True

    @Slot()
    def _on_commands_wished(self) -> None:
        if self._cases.shown is None:
            self._window.tell(self.tr("Choose a case first"))
            return
        self._window.unfold(self._window.cases)
        self._window.cases.open_tab(0)
        self._window.cases.card.commands.open_menu()

    @Slot(str)
    def open_outbox(self, key: str) -> None:
        sheet = self._sheet()
        if sheet.isVisible() and not key:
            sheet.close_sheet()
            return
        sheet.set_trouble(self._trouble, self._poor)
        sheet.set_rows(self._rows())
        sheet.open_at(key)

    @Slot(str)
    def _on_again(self, key: str) -> None:
        order = self._orders.get(key)
        if order is None or self._outbox is None or not self._allowed(order.type):
            return
        if order.state in ("refused", "conflict") or order.code == "unknown":
            case = self._cases.book.case(CaseId(order.case_id))
            seen = brief(case) if case is not None else {"rev": order.told.get("rev", order.rev)}
            by = renewed(order, uuid.uuid4().hex, self._person.who(), seen, datetime.now(UTC))
            self._call(self._outbox.replace, key, by)
        else:
            self._call(self._outbox.again, key)

    @Slot(str, str)
    def _on_drop(self, key: str, reason: str) -> None:
        order = self._orders.get(key)
        if order is None or self._outbox is None:
            return
        if self._person.may("orders") or self._allowed(order.type):
            self._call(self._outbox.drop, key, f"{self._person.who()}: {reason}")

    def _units(self) -> list[str]:
        """Those who have cases, the busiest first; then those of people and the stations."""
        busy = Counter(case.unit for case in self._cases.book.cases() if case.unit)
        units = [unit for unit, _n in busy.most_common()]
        units += [person.unit for person in self._site.people if person.unit]
        units += [node.name for node in self._site.nodes if node.kind != "guest"]
        return list(dict.fromkeys(units))[:MOST_CHOICES]

    def _people(self) -> list[str]:
        names = [worker.name for worker in self._cases.book.workers.values() if worker.name]
        names += [person.name for person in self._site.people]
        return list(dict.fromkeys(names))[:MOST_CHOICES]

    # -- what the outbox tells

    @Slot(object)
    def take(self, told: OutboxTold) -> None:
        first = not self._orders
        for order in told.orders:
            before = self._orders.get(order.key)
            self._orders[order.key] = order
            if before is None or before.state != order.state or before.tries != order.tries:
                self._tell(order, quietly=first and len(told.orders) > 1)
        for key in told.gone:
            self._orders.pop(key, None)
        if told.trouble is not None and told.trouble != self._trouble:
            self._trouble = told.trouble
            if told.trouble:
                words = self.tr("Orders cannot be kept: {reason}")
                self._window.tell(words.format(reason=told.trouble))
        self._poor = self._poor or told.poor
        self._show()

    def _tell(self, order: Order, quietly: bool) -> None:
        self.changed.emit(order.key)
        self.told.emit(
            "order",
            {"key": order.key, "case": order.case_id or None, "type": order.type,
             "state": order.state, "code": order.code},
        )  # fmt: skip
        if quietly or not (order.ended or order.state == "ask") or order.code == "replaced":
            return
        parts = [command_text(order.type), self._case_words(order), order_state_text(order)]
        words = " · ".join(part for part in (*parts, why_text(order)) if part)
        if order.state in ATTENTION:
            self._window.tell(words)
        else:
            self._window.cases.tell(words)

    def _show(self) -> None:
        self._window.cases.card.commands.refresh()
        if self._sheet.shown:
            self._sheet().set_trouble(self._trouble, self._poor)
            self._sheet().set_rows(self._rows())

    @Slot(object)
    def _on_cases_changed(self, changes: Changes) -> None:
        if changes.link and self._cases.book.link.state == "live" and self._outbox is not None:
            self._call(self._outbox.hurry)

    def _rows(self) -> list[OutboxRow]:
        return [OutboxRow(order, self._case_words(order)) for order in reversed(self.all())]

    def _case_words(self, order: Order) -> str:
        if order.type == INTAKE:
            return str(order.args.get("title", ""))
        case = self._cases.book.case(CaseId(order.case_id))
        return case.title if case is not None else str(order.seen.get("title") or order.case_id)

    def _listen(self, sheet: OutboxSheet) -> None:
        sheet.again_wished.connect(self._on_again)
        sheet.drop_wished.connect(self._on_drop)
        sheet.case_wished.connect(self._window.case_selected)

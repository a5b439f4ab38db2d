"""Cases that may be one event: found while the room has time, decided by the operator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from console.cases.book import Changes
from console.cases.case import Case, CaseId
from console.cases.duplicates import Duplicates
from console.cases.joined import Pair
from console.cases.verdicts import DECLINED, FILE, MERGED, Verdicts
from console.desk.cases import CaseDesk
from console.ui.duplicate_sheet import DuplicateSheet, Twice
from console.ui.main_window import MainWindow

PAUSE_MS = 80  # between two steps
STEP = 8  # cases; 3 ms in a town of 10 000
MOST_SHOWN = 200
SAME = "与{number}为同一事件，并案处理"

Order = Callable[[CaseId, str, dict[str, str]], object]
Audit = Callable[[str, str, str], object]


def _nobody() -> str:
    return ""


class DuplicatesDesk(QObject):
    """Lives in the Qt thread.

    ``who`` sits here and ``may`` decide; ``audit`` is told (act, subject, detail). ``order`` sends
    a command to the platform: of a pair of its own cases the one that is not shown gets a note.
    """

    def __init__(
        self,
        window: MainWindow,
        cases: CaseDesk,
        state: Path,
        parent: QObject | None = None,
        *,
        who: Callable[[], str] = _nobody,
        may: Callable[[str], bool] = lambda _act: True,
        order: Order | None = None,
        audit: Audit | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._cases = window, cases
        self._who, self._may, self._order, self._audit = who, may, order, audit
        self._finder = Duplicates()
        self._verdicts = Verdicts(state / FILE)
        self._verdicts.forget_before(datetime.now(UTC))
        self._sheet = window.sheets.duplicates
        self._sheet.when_made(self._listen)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.work)
        cases.changed.connect(self._take)
        cases.join(self._verdicts.joined())
        window.cases.duplicates_wished.connect(self.open)

    @property
    def trouble(self) -> str:
        """Why decisions are not kept, in English; empty while they are."""
        return self._verdicts.trouble

    def close(self) -> None:
        self._later.stop()
        self._verdicts.close()

    @Slot()
    def open(self) -> None:
        """The sheet, or no more."""
        sheet = self._sheet()
        self._tell_names(sheet)
        sheet.set_pairs(self.pairs())
        sheet.toggle()

    def _listen(self, sheet: DuplicateSheet) -> None:
        sheet.merge_wished.connect(lambda pair: self.decide(pair, MERGED))
        sheet.decline_wished.connect(lambda pair: self.decide(pair, DECLINED))
        sheet.apart_wished.connect(lambda pair: self.decide(pair, DECLINED))
        sheet.case_wished.connect(self._cases.show_case)

    def pairs(self) -> list[Twice]:
        """What waits for a decision, the likeliest first; then what is merged, the newest first."""
        told = self._cases.book.told
        found: list[Twice] = []
        for proposal in self._finder.proposals(self._verdicts):
            one, other = map(told, proposal.pair)
            if one is not None and other is not None:
                found.append(Twice(proposal.pair, one, other, proposal.score, proposal.reasons))
        for pair in reversed(self._verdicts.merged()):
            one, other = map(told, pair)
            if one is not None and other is not None:
                found.append(Twice(pair, one, other, merged=True))
        return found[:MOST_SHOWN]

    def beside(self, case: Case) -> list[CaseId]:
        """Cases that may be the same as this one, the likeliest first."""
        pairs = [each.pair for each in self._finder.proposals(self._verdicts)]
        return [CaseId(pair[pair[0] == case.id]) for pair in pairs if case.id in pair]

    @Slot(object, str)
    def decide(self, pair: Pair, verdict: str) -> None:
        """``MERGED`` or ``DECLINED``; the latter takes a merged pair apart as well."""
        if not self._may("merge"):
            self._window.tell(self.tr("Your role does not decide which cases are the same."))
            return
        before = self._verdicts.of(pair)
        self._verdicts.decide(pair, verdict, self._who(), datetime.now(UTC))
        if MERGED in (before, verdict):
            self._cases.join(self._verdicts.joined())
        if self._audit is not None:
            act = "duplicate.merge" if verdict == MERGED else "duplicate.decline"
            self._audit(act, pair[0], pair[1])
        if verdict == MERGED:
            self._tell_platform(pair)
        self._show()

    @Slot()
    def work(self) -> None:
        """Look at some of the cases that wait."""
        if self._finder.step(STEP):
            self._later.start(PAUSE_MS)
        else:
            self._show()

    @Slot(object)
    def _take(self, changes: Changes) -> None:
        if not (changes.told_changed or changes.told_gone):
            return
        told = map(self._cases.book.told, changes.told_changed)
        self._finder.take([case for case in told if case is not None], changes.told_gone)
        if not self._later.isActive():
            self._later.start(PAUSE_MS)

    def _show(self) -> None:
        waiting = len(self._finder.proposals(self._verdicts))
        self._window.cases.lines.set_duplicates(waiting)
        if self._sheet.shown:
            self._sheet().set_pairs(self.pairs())

    def _tell_platform(self, pair: Pair) -> None:
        """The case that is shown stays; the other is noted to be the same. No command of the
        platform joins them."""
        cases = [self._cases.book.told(case_id) for case_id in pair]
        lead = self._cases.book.case(pair[0])
        if self._order is None or lead is None or not all(map(_takes_orders, cases)):
            return
        if lead.id in pair:
            other = pair[0] if pair[1] == lead.id else pair[1]
            kept = self._cases.book.told(lead.id) or lead
            self._order(other, "note", {"text": SAME.format(number=kept.number or kept.id)})

    def _tell_names(self, sheet: DuplicateSheet) -> None:
        about = self._cases.book.about
        if about is not None:
            sources = {source.id: source.name for source in about.sources}
            platforms = {kind.id: kind for kind in about.platforms}
            sheet.set_names(platforms, sources, self._window.cases.grids)


def _takes_orders(case: Case | None) -> bool:
    """The platform of site.toml takes them; other sources are read only."""
    return case is not None and case.feed == ""

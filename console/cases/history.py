"""All cases that were ever heard of, written behind the window's back.

``take`` only notes the newest state of each case, so a burst costs its caller next to nothing and
no fact is dropped: what comes faster than the disk writes is coalesced per case. A disk that
refuses is asked again; meanwhile everything waits in memory.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import time as clock_time
from pathlib import Path

from console.cases.case import Case, CaseChanged, CaseGone, CaseId, Snapshot
from console.cases.day import Happening
from console.cases.history_base import NAME, Heard, HistoryBase
from console.cases.record import CaseRecord

BATCH_S = 2.0  # so long what came is gathered
BATCH = 25  # cases in one transaction: the window's thread gets its turn in between
BREATH_S = 0.005  # between two transactions
REST = 9  # times as long as the last transaction took, unless somebody waits for what it writes
AGAIN_S = 5.0  # after the disk refused
MOST_STATUSES = 32  # of one case between two writings
MOST_WAITING = 500_000  # cases, on a disk that stays away
YEAR = timedelta(days=366)

Job = Callable[[HistoryBase], object]
log = logging.getLogger(__name__)


class History:
    """``folder``: the site's ``state``. ``fault`` says why nothing can be kept, in words.

    ``refused`` counts cases beyond ``MOST_WAITING``; it stays 0 on any disk that works.
    """

    def __init__(self, folder: Path, keep_years: int = 5) -> None:
        self.fault = ""
        self.refused = 0
        self.written = 0
        self.base = HistoryBase(folder / NAME)
        self._keep = keep_years * YEAR
        self._lock = threading.Condition()
        self._heard: dict[CaseId, Heard] = {}
        self._gone: dict[str, tuple[datetime, int]] = {}
        self._jobs: list[Job] = []
        self._busy = self._ended = self._open = False
        self._asked = 0  # those who wait until all is written
        self._thread = threading.Thread(target=self._run, name="cases-history", daemon=True)
        self._thread.start()

    # -- telling: quick, from any thread

    def take(self, events: Iterable[object], at: datetime | None = None) -> None:
        """Events of a platform client, in their order; other events than of cases are passed
        over."""
        at = at or datetime.now(UTC)
        with self._lock:
            waited = self._waits()
            for event in events:
                match event:
                    case CaseChanged(case=case):
                        self._put(case, at)
                    case CaseGone(id=gone, rev=rev):
                        self._gone[str(gone)] = (at, rev)
                    case Snapshot():
                        self._replace(event, at)
                    case _:
                        pass
            if not waited:  # else the writer is at it already
                self._lock.notify_all()

    def later(self, job: Job) -> None:
        """Run a job in the writer's thread, after what was told before."""
        with self._lock:
            self._jobs.append(job)
            self._lock.notify_all()

    def _replace(self, snapshot: Snapshot, at: datetime) -> None:
        for case in snapshot.cases:
            self._put(case, at)
        here = frozenset(str(case.id) for case in snapshot.cases) | snapshot.unreadable
        self._jobs.append(lambda base: base.close_absent(here, at))

    def _put(self, case: Case, at: datetime) -> None:
        before = self._heard.get(case.id)
        if before is None and len(self._heard) >= MOST_WAITING:
            self.refused += 1
            return
        if before is not None and case.rev < before.case.rev:
            return
        statuses = before.statuses if before else ()
        if not statuses or statuses[-1][0] != case.status:
            seen = (case.status, case.updated_at or at)
            statuses = (*statuses, seen)[-MOST_STATUSES:]
        self._heard[case.id] = Heard(case, statuses)
        gone = self._gone.get(str(case.id))
        if gone is not None and case.rev > gone[1]:
            del self._gone[str(case.id)]

    # -- asking: from any thread but the Qt thread, as it waits for the disk

    def records(self, since: datetime, until: datetime) -> list[CaseRecord]:
        """Cases that were open at some time in ``[since, until)``; empty when the disk refuses."""
        try:
            return self.base.records(since, until)
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as fault:
            self._complain(fault)
            return []

    def case(self, case_id: str) -> CaseRecord | None:
        try:
            return self.base.case(case_id)
        except (sqlite3.Error, OSError, ValueError, KeyError, TypeError) as fault:
            self._complain(fault)
            return None

    def day(self, day: date, zone: tzinfo) -> list[Happening]:
        """What was done to cases on a day of the room's clock, in the order of time: for the map's
        time slider."""
        since = datetime.combine(day, clock_time(), zone)
        until = datetime.combine(day + timedelta(days=1), clock_time(), zone)
        try:
            return self.base.happenings(since, until)
        except (sqlite3.Error, OSError) as fault:
            self._complain(fault)
            return []

    def known_since(self) -> datetime | None:
        try:
            return self.base.known_since()
        except (sqlite3.Error, OSError) as fault:
            self._complain(fault)
            return None

    def noted(self, key: str) -> str:
        """What was noted beside the cases; empty when nothing was."""
        try:
            return self.base.noted(key)
        except (sqlite3.Error, OSError) as fault:
            self._complain(fault)
            return ""

    def settled(self, timeout_s: float) -> bool:
        """Wait until all that was told is on disk; whether it is."""
        with self._lock:
            self._asked += 1
            self._lock.notify_all()
            try:
                return self._lock.wait_for(lambda: not (self._waits() or self._busy), timeout_s)
            finally:
                self._asked -= 1

    def close(self) -> None:
        """What waits is written first, once."""
        with self._lock:
            self._ended = True
            self._lock.notify_all()
        self._thread.join()

    # -- the writer

    def _waits(self) -> bool:
        return bool(self._heard or self._gone or self._jobs)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._waits() or self._ended or not self._open)
                if not self._ended and self._open:
                    self._lock.wait_for(self._hurries, BATCH_S)
                ends, self._busy = self._ended, True
            try:
                self._write_all()
                self.fault = ""
            except (sqlite3.Error, OSError) as fault:
                self._complain(fault)
            with self._lock:
                self._busy = False
                self._lock.notify_all()
                if ends:
                    self.base.close()
                    return
                if self.fault:
                    self._lock.wait_for(lambda: self._ended, AGAIN_S)

    def _write_all(self) -> None:
        if not self._open:
            self.base.open()
            self.base.forget(datetime.now(UTC) - self._keep)
            self._open = True
        began = time.monotonic()
        while self._write_some():
            rest_s = max(BREATH_S, REST * (time.monotonic() - began))
            with self._lock:
                self._lock.wait_for(self._hurries, rest_s)
            began = time.monotonic()

    def _hurries(self) -> bool:
        return self._ended or self._asked > 0

    def _write_some(self) -> bool:
        """One transaction; what could not be written waits again."""
        with self._lock:
            heard = {key: self._heard[key] for key in list(self._heard)[:BATCH]}
            for key in heard:
                del self._heard[key]
            gone = {} if self._heard else self._gone  # a case is written before it is gone
            self._gone = self._gone if self._heard else {}
            jobs = [] if self._heard else self._jobs[:1]
        try:
            if heard or gone:
                self.base.write(heard.values(), gone)
            for job in jobs:
                job(self.base)
        except (sqlite3.Error, OSError):
            self._take_back(heard, gone)
            raise
        with self._lock:
            self.written += len(heard)
            del self._jobs[: len(jobs)]
            return self._waits()

    def _take_back(self, heard: dict[CaseId, Heard], gone: dict[str, tuple[datetime, int]]) -> None:
        with self._lock:
            for key, one in heard.items():
                later = self._heard.get(key)
                statuses = one.statuses + (later.statuses if later else ())
                newest = later.case if later else one.case
                self._heard[key] = Heard(newest, statuses[-MOST_STATUSES:])
            self._gone = {**gone, **self._gone}

    def _complain(self, fault: Exception) -> None:
        if not self.fault:
            log.warning("%s: %s", self.base.path, fault)
        self.fault = str(fault)

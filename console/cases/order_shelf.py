"""The outbox as it lies on disk: one row per order in SQLite, durable when a call returns.

All methods block; one thread at a time may use a shelf. Rows are written whole, so that the newest
state of an order is the only one there.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.cases.order import ENDED_STATES, OPEN_STATES, Order
from media.sqlite_file import set_aside

log = logging.getLogger(__name__)

_COLUMNS = (
    "key", "case_id", "rev", "type", "args", "who", "made_at", "asked_at", "seen", "state", "code",
    "why", "tries", "due_at", "doubt", "ended_at", "told",
)  # fmt: skip
_TABLE = f"""
CREATE TABLE IF NOT EXISTS orders (
    number INTEGER PRIMARY KEY AUTOINCREMENT, {", ".join(_COLUMNS)}, UNIQUE (key)
)
"""
_CHANGED = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
_PUT = (
    f"INSERT INTO orders ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (key) DO UPDATE SET {_CHANGED}"
)
_STATES = OPEN_STATES | ENDED_STATES


class Shelf:
    """Opened by ``open``; sqlite3.Error from any method means that the disk did not take it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base: sqlite3.Connection | None = None

    def open(self) -> list[Order]:
        """All orders in the order they were made. A file that is no database any more is put
        aside, under another name, and a new one begun."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._opened()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError):
                raise  # locked or full: what is there is whole
            self.close()
            aside = f"{self._path.name}.broken-{datetime.now(UTC):%Y%m%d%H%M%S}"
            log.error("%s is no database (%s): put aside as %s", self._path, fault, aside)
            set_aside(self._path, aside)
            return self._opened()

    def put(self, *orders: Order) -> None:
        """All of them or none."""
        base = self._there()
        with base:
            base.executemany(_PUT, [_row(order) for order in orders])

    def drop(self, keys: Iterable[str]) -> None:
        base = self._there()
        with base:
            base.executemany("DELETE FROM orders WHERE key = ?", [(key,) for key in keys])

    def close(self) -> None:
        base, self._base = self._base, None
        if base is not None:
            with contextlib.suppress(sqlite3.Error):
                base.close()

    def _opened(self) -> list[Order]:
        fresh = not self._path.exists()
        base = self._base = sqlite3.connect(self._path, check_same_thread=False, timeout=5.0)
        if fresh:
            os.chmod(self._path, 0o600)  # who reported, and what to whom
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")  # told "queued" means on the disk
        base.execute(_TABLE)
        base.commit()
        rows = base.execute(f"SELECT {', '.join(_COLUMNS)} FROM orders ORDER BY number").fetchall()
        return [order for row in rows if (order := _order(row)) is not None]

    def _there(self) -> sqlite3.Connection:
        if self._base is None:
            raise sqlite3.OperationalError("the outbox is not open")
        return self._base


def _row(order: Order) -> tuple[Any, ...]:
    return (
        order.key, order.case_id, order.rev, order.type, _dump(order.args), order.who,
        order.made_at.isoformat(), order.asked_at.isoformat(), _dump(order.seen), order.state,
        order.code, order.why, order.tries, _written(order.due_at), int(order.doubt),
        _written(order.ended_at), _dump(order.told),
    )  # fmt: skip


def _order(row: tuple[Any, ...]) -> Order | None:
    """None for a row that somebody else wrote: it is left where it is."""
    fields = dict(zip(_COLUMNS, row, strict=True))
    try:
        for name in ("args", "seen", "told"):
            fields[name] = json.loads(fields[name])
        for name in ("made_at", "asked_at", "due_at", "ended_at"):
            written = fields[name]
            fields[name] = datetime.fromisoformat(written) if written else None
        fields["doubt"] = bool(fields["doubt"])
        if fields["state"] not in _STATES or fields["made_at"] is None:
            raise ValueError("no state")
        return Order(**fields)
    except (TypeError, ValueError) as fault:
        log.error("an order of the outbox cannot be read: %s", fault)
        return None


def _dump(value: Any) -> str:
    return json.dumps(dict(value), ensure_ascii=False)


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at is not None else None

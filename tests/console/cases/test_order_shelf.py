"""What the disk holds is what was put there, and nothing else is taken for it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.cases.order import Order
from console.cases.order_shelf import Shelf

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def an_order(key: str = "k1") -> Order:
    return Order(key, "c-1", 3, "note", {"text": "已核实"}, "张三", NOW, NOW, {"rev": 3})


def test_every_field_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "state" / "outbox.db")
    assert shelf.open() == []
    told = {"rev": 4, "changes": [], "steps": []}
    whole = replace(
        an_order("k2"), state="conflict", code="status_412", why="改过", tries=2, doubt=True,
        due_at=NOW + timedelta(seconds=5), ended_at=NOW, told=told,
    )  # fmt: skip
    shelf.put(an_order(), whole)
    shelf.put(replace(an_order(), state="sending"))
    shelf.close()
    again = Shelf(tmp_path / "state" / "outbox.db")
    assert again.open() == [replace(an_order(), state="sending"), whole]
    again.drop(["k1"])
    again.close()
    assert again.open() == [whole]
    again.close()


def test_only_the_rooms_own_user_may_read_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "outbox.db")
    shelf.open()
    shelf.close()
    assert (tmp_path / "outbox.db").stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    shelf = Shelf(path)
    assert shelf.open() == []
    shelf.put(an_order())
    shelf.close()
    assert len(list(tmp_path.glob("outbox.db.broken-*"))) == 1
    with pytest.raises(sqlite3.Error):
        shelf.put(an_order())


def test_a_row_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "outbox.db")
    shelf.open()
    shelf.put(an_order("k1"), an_order("k2"))
    shelf.close()
    base = sqlite3.connect(tmp_path / "outbox.db")
    base.execute("UPDATE orders SET made_at = 'soon' WHERE key = 'k1'")
    base.commit()
    base.close()
    assert [order.key for order in shelf.open()] == ["k2"]
    shelf.close()

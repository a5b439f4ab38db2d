"""Who is called: sites by id, by group and by kind, as plans and meetings name them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from layouts.fault import did_you_mean
from layouts.toml_file import Table

KINDS = ("village", "community", "station", "hall", "leader", "guest")
KEYS = ("nodes", "groups", "kinds")
MOST = 500
LONGEST = 200


class Seat(Protocol):
    """A line of ``nodes.csv``, as far as it decides here."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def group(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is named in any of the three ways is called; a group's parts belong to it."""

    nodes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def among(self, seats: Iterable[Seat]) -> list[str]:
        """Ids in the order of the list."""
        return [seat.id for seat in seats if self._names(seat)]

    def _names(self, seat: Seat) -> bool:
        named = seat.id in self.nodes or seat.kind in self.kinds
        return named or any(is_within(seat.group, group) for group in self.groups)

    def lost(self, seats: Sequence[Seat]) -> Iterator[tuple[str, str]]:
        """Each name that leads nowhere: its key, and what is wrong with it."""
        ids = [seat.id for seat in seats]
        for node in self.nodes:
            if node not in ids:
                yield "nodes", f'there is no node "{node}"{did_you_mean(node, ids)}'
        groups = list(dict.fromkeys(seat.group for seat in seats if seat.group))
        for group in self.groups:
            if not any(is_within(each, group) for each in groups):
                yield "groups", f'there is no group "{group}"{did_you_mean(group, groups)}'


def read_invited(table: Table) -> Invited:
    nodes, groups = (tuple(table.texts(key, MOST, LONGEST)) for key in ("nodes", "groups"))
    kinds = tuple(table.texts("kinds", len(KINDS)))
    for kind in kinds:
        if kind not in KINDS:
            table.fault("kinds", f'"{kind[:40]}" is no kind{did_you_mean(kind, KINDS)}')
    return Invited(nodes, groups, tuple(kind for kind in kinds if kind in KINDS))


def is_within(group: str, outer: str) -> bool:
    """Whether a group is another one or lies in it; parts are divided by a slash."""
    return group == outer or group.startswith(f"{outer}/")

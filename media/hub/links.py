"""The sites' links: each has one that is good, until it ends, is renewed or is withdrawn.

A link carries the number of its node's links so far (``generation``). Renewing counts one up, so
every link before it opens nothing any more; withdrawing does so too and issues none until the link
is renewed. The counts outlive the hub in ``links.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from media.hub.token import TokenError, Tokens
from media.hub.whole_file import write_whole

LAST = timedelta(days=180)  # a village's page stays open for months
WATCH = "@watch"  # who only watches the program: no node's id has an "@"


@dataclass
class Links:
    """Read and changed in the hub's loop. OSError: a change cannot be kept, and is none."""

    tokens: Tokens
    path: Path
    last: timedelta = LAST
    _generations: dict[str, int] = field(default_factory=dict, init=False)
    _withdrawn: set[str] = field(default_factory=set, init=False)

    @classmethod
    def kept_in(cls, state: Path) -> Links:
        """The links of this state folder; ValueError names a file that is no such thing."""
        links = cls(Tokens.kept_in(state / "hub.key"), state / "links.json")
        links.read()
        return links

    def read(self) -> None:
        """Take over what the file says, if there is one."""
        if not self.path.exists():
            return
        try:
            rows = {str(node): _row(row) for node, row in json.loads(self.path.read_text()).items()}
        except (ValueError, AttributeError, KeyError, TypeError) as fault:
            raise ValueError(
                f"{self.path} is damaged ({fault}): delete it together with hub.key beside it, and "
                "every join link is made anew"
            ) from fault
        self._generations = {node: generation for node, (generation, _) in rows.items()}
        self._withdrawn = {node for node, (_, withdrawn) in rows.items() if withdrawn}

    def token(self, node: str, now: datetime) -> str | None:
        """The token of this node's link; None while it is withdrawn."""
        if node in self._withdrawn:
            return None
        return self.tokens.issue(node, now + self.last, self._generations.get(node, 0))

    def check(self, token: str, now: datetime) -> str:
        """The node's id; TokenError when the token opens nothing."""
        claim = self.tokens.check(token, now)
        renewed = claim.generation != self._generations.get(claim.node, 0)
        if renewed or claim.node in self._withdrawn:
            raise TokenError(f"of {claim.node}, withdrawn", "withdrawn")
        return claim.node

    def renew(self, node: str) -> None:
        """Every link of this node until now is void; there is a new one."""
        self._count(node, withdrawn=False)

    def withdraw(self, node: str) -> None:
        """Every link of this node is void, and there is none until it is renewed."""
        self._count(node, withdrawn=True)

    def _count(self, node: str, withdrawn: bool) -> None:
        generations = {**self._generations, node: self._generations.get(node, 0) + 1}
        others = self._withdrawn - {node}
        gone = others | {node} if withdrawn else others
        rows = {
            one: {"generation": generation, "withdrawn": one in gone}
            for one, generation in generations.items()
        }
        write_whole(self.path, json.dumps(rows, indent=1).encode())
        self._generations, self._withdrawn = generations, gone


def _row(row: Any) -> tuple[int, bool]:
    generation, withdrawn = row["generation"], row["withdrawn"]
    if type(generation) is not int or type(withdrawn) is not bool:
        raise TypeError("a generation is a number, withdrawn is true or false")
    return generation, withdrawn

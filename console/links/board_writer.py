"""A child that writes pictures to a board, as the console speaks to it. Runs in the io thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from media.board import FrameBoard
from media.child import Child, ChildReport
from media.nursery import Nursery
from media.parent import Message

Tell = Callable[[Message], None]


class BoardWriter:
    """Keeps what the child was told, so that a restarted one is told it again.

    ``board`` is read in the Qt thread; everything else here is touched in the io thread only.
    """

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        tell: Tell,
        changed: Callable[[ChildReport], None],
        pass_fds: Sequence[int] = (),
        nursery: Nursery | None = None,
    ) -> None:
        self.name = name
        self.board = FrameBoard.create()
        self._showing: dict[int, Message] = {}
        self.child = Child(
            name,
            [*argv, "--board", str(self.board.fd)],
            self.greeting,
            tell,
            changed,
            pass_fds=(self.board.fd, *pass_fds),
            nursery=nursery,
        )

    def show(self, order: Message) -> None:
        """``{"do": "show", "channel", …}``: remembered until ``hide``."""
        self._showing[order["channel"]] = order
        self.child.send(order)

    def hide(self, channel: int) -> None:
        self._showing.pop(channel, None)
        self.child.send({"do": "hide", "channel": channel})

    def once(self, order: Message) -> None:
        """An order that is not repeated to a restarted child."""
        self.child.send(order)

    def close(self) -> None:
        """Give the shared memory back; nobody reads it any more."""
        self.board.close()

    def greeting(self) -> list[Message]:
        return list(self._showing.values())

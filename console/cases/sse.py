"""Server-sent events as pure parsing: bytes in, events out, however they are cut.

The rules are those of the HTML standard, "Interpreting an event stream"; lengths have limits, which
it does not ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

LONGEST_LINE = 4 << 20  # bytes; the largest case with its timeline is under 1 MB
LARGEST_EVENT = 8 << 20  # bytes of all data lines of one event
LONGEST_ID = 1024  # it goes back in a request header

_BOM = b"\xef\xbb\xbf"


class SseError(Exception):
    """The stream has a line or an event beyond the limits."""


@dataclass(frozen=True, slots=True)
class SseEvent:
    """``id`` is the newest id of the stream, also where this event itself brings none."""

    kind: str
    data: str
    id: str


@dataclass
class SseParser:
    """One connection's stream. ``retry_s`` is the wait the server last asked for."""

    retry_s: float | None = None
    _id: str = ""
    _rest: list[bytes] = field(default_factory=list)  # of a line whose end has not come
    _rest_size: int = 0
    _after_return: bool = False  # a line feed next belongs to the carriage return before
    _begun: bool = False
    _kind: str = ""
    _data: list[str] = field(default_factory=list)
    _data_size: int = 0

    def feed(self, chunk: bytes) -> list[SseEvent]:
        """The events that this chunk completes. Raises SseError beyond the limits."""
        if not chunk:
            return []
        ends_open = chunk.endswith(b"\r")
        if self._after_return:
            chunk = chunk.removeprefix(b"\n")
        self._after_return = ends_open
        events = []
        for line in chunk.splitlines(keepends=True):
            if not line.endswith((b"\n", b"\r")):
                self._keep(line)
                continue
            self._keep(line.rstrip(b"\r\n"))
            whole = b"".join(self._rest)
            self._rest, self._rest_size = [], 0
            if (event := self._line(whole)) is not None:
                events.append(event)
        return events

    def _keep(self, part: bytes) -> None:
        self._rest.append(part)
        self._rest_size += len(part)
        if self._rest_size > LONGEST_LINE:
            raise SseError(f"a line is longer than {LONGEST_LINE} bytes")

    def _line(self, line: bytes) -> SseEvent | None:
        if not self._begun:
            self._begun = True
            line = line.removeprefix(_BOM)
        if not line:
            return self._dispatch()
        name, _, value = line.decode(errors="replace").partition(":")
        self._field(name, value.removeprefix(" "))
        return None

    def _field(self, name: str, value: str) -> None:
        match name:
            case "data":
                self._data.append(value)
                self._data_size += len(value) + 1
                if self._data_size > LARGEST_EVENT:
                    raise SseError(f"an event is larger than {LARGEST_EVENT} bytes")
            case "event":
                self._kind = value
            case "id" if value.isprintable() and len(value) <= LONGEST_ID:
                self._id = value
            case "retry" if value.isascii() and value.isdigit() and len(value) < 10:
                self.retry_s = int(value) / 1000

    def _dispatch(self) -> SseEvent | None:
        kind, data = self._kind or "message", self._data
        self._kind, self._data, self._data_size = "", [], 0
        return SseEvent(kind, "\n".join(data), self._id) if data else None

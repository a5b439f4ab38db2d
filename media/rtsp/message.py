"""RTSP/1.0 messages and interleaved packets out of a byte stream, requests into one (RFC 2326).

Pure: the session owns the socket. Every length that the other side chooses has a limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LONGEST_LINE = 4096
LONGEST_HEAD = 16 * 1024
MOST_HEADERS = 64
LARGEST_BODY = 64 * 1024
HIGHEST_CHANNEL = 15  # sessions here ask for 0 to 3; a higher one is a "$" inside of garbage
MOST_STRAY = 64 * 1024  # bytes skipped between messages before the connection is given up

_FIRST_ROOM = 16 * 1024  # enough for all that comes after the description
_ROOM = 128 * 1024  # more than the largest message or packet
_DOLLAR, _CR, _LF = b"$\r\n"
_RTP_VERSION = 2
_BOUNDARY = re.compile(rb"[$A-Z\r\n]")
_START = re.compile(rb"[A-Z][A-Z_]{0,15}[ /][\t\x20-\x7e\x80-\xff]*\Z")
_START_CUT = re.compile(rb"[A-Z][A-Z_]{0,15}\Z")
_STATUS = re.compile(r"RTSP/\d\.\d\s+(\d{3})(?:\s+(.*?))?\s*")
_REQUEST = re.compile(r"([A-Z_]{1,16})\s+(\S+)\s+RTSP/\d\.\d\s*")
_DESCRIPTION = re.compile(rb"(?:[a-z]=[^\r\n]*)?\r?\n")
_LENGTH = re.compile(r"\d{1,9}")

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """What responses and requests have in common. Header names are lower case."""

    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """The first header of this name, "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def every(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.headers if key == name)


@dataclass(frozen=True, slots=True)
class Response(Message):
    """An answer to a request; ``cseq`` is -1 where the server sends none."""

    status: int
    reason: str
    cseq: int


@dataclass(frozen=True, slots=True)
class Request(Message):
    """What a server may ask a client; also what a test server receives."""

    method: str
    uri: str


class Incoming:
    """One direction of one connection: bytes in, messages and packets out, however cut.

    Write into ``room()`` and say how much with ``filled``. ``take_packet`` gets the channel and the
    payload of interleaved packets, ``take_message`` the rest. Stray bytes between messages are
    skipped and counted in ``stray``. ``filled`` raises ValueError for what is beyond a limit or
    cannot be read; nothing can be read from the connection after that.
    """

    def __init__(
        self,
        take_packet: Callable[[int, bytes], None],
        take_message: Callable[[Response | Request], None],
    ) -> None:
        self.stray = 0
        self.take_packet = take_packet
        self._take_message = take_message
        self._bytes = bytearray(_FIRST_ROOM)
        self._view = memoryview(self._bytes)
        self._end = 0
        self._fault = ""
        self._astray = 0  # stray bytes since the last packet or message

    def room(self) -> memoryview:
        return self._view[self._end :]

    def close(self) -> None:
        """Give the memory back now and let go of who takes what comes; nothing can be read any
        more."""
        self._bytes, self._view = bytearray(), memoryview(b"")
        self.take_packet, self._take_message = _nobodys, _nobodys
        self._fault, self._end = "closed", 0

    def feed(self, data: bytes) -> None:
        """``filled`` for bytes that lie elsewhere."""
        at = 0
        while at < len(data):
            room = self.room()
            piece = data[at : at + len(room)]
            room[: len(piece)] = piece
            at += len(piece)
            self.filled(len(piece))

    def filled(self, count: int) -> None:
        if self._fault:
            raise ValueError(self._fault)
        self._end += count
        try:
            at = self._read()
        except ValueError as fault:
            self._fault = str(fault)
            raise
        if at:
            rest = self._end - at
            self._view[:rest] = self._view[at : self._end]
            self._end = rest
        elif self._end == len(self._bytes):
            self._grow()

    def _grow(self) -> None:
        """What comes is larger than the room so far; the limits see to it that it fits."""
        grown = bytearray(min(len(self._bytes) * 2, _ROOM))
        grown[: self._end] = self._bytes
        self._bytes, self._view = grown, memoryview(grown)

    def _read(self) -> int:
        """Take what is whole; where the rest begins."""
        data, view, end = self._bytes, self._view, self._end
        at = 0
        while at < end:
            if data[at] == _DOLLAR and at + 4 <= end and not self._astray:
                channel, past = data[at + 1], at + 4 + (data[at + 2] << 8 | data[at + 3])
                if channel <= HIGHEST_CHANNEL:
                    if past > end:
                        break
                    self.take_packet(channel, bytes(view[at + 4 : past]))
                    at = past
                    continue
            past = self._step(at)
            if past == at:
                break
            at = past
        return at

    def _step(self, at: int) -> int:
        """Where the next item begins after the one at ``at``; ``at`` while it is incomplete."""
        first = self._bytes[at]
        if first == _DOLLAR:
            return self._packet(at)
        if first in (_CR, _LF):
            return at + 1
        limit = min(self._end, at + LONGEST_LINE + 2)
        line_end = self._bytes.find(b"\n", at, limit)
        line = bytes(self._view[at : limit if line_end < 0 else line_end]).rstrip(b"\r")
        if not _START.match(line) and not (line_end < 0 and _START_CUT.match(line)):
            return self._skip(at)
        if len(line) > LONGEST_LINE:
            raise ValueError(f"a line is longer than {LONGEST_LINE} bytes")
        return at if line_end < 0 else self._message(at)

    def _packet(self, at: int) -> int:
        """One that is cut, or that follows on stray bytes: there it has to look like RTP, or else
        a "$" among them would swallow good packets."""
        head = self._bytes[at : min(at + 5, self._end)]
        if len(head) > 1 and head[1] > HIGHEST_CHANNEL:
            return self._skip(at)
        if len(head) < 4:
            return at
        past = at + 4 + (head[2] << 8 | head[3])
        if self._astray:
            if past == at + 4 or (len(head) == 5 and head[4] >> 6 != _RTP_VERSION):
                return self._skip(at)
            if len(head) < 5:
                return at
        if past > self._end:
            return at
        self._astray = 0
        self.take_packet(head[1], bytes(self._view[at + 4 : past]))
        return past

    def _skip(self, at: int) -> int:
        found = _BOUNDARY.search(self._bytes, at + 1, self._end)
        past = found.start() if found else self._end
        self.stray += past - at
        self._astray += past - at
        if self._astray > MOST_STRAY:
            raise ValueError("what arrives is no RTSP")
        return past

    def _message(self, at: int) -> int:
        limit = min(self._end, at + LONGEST_HEAD + 4)
        ends = [
            found + len(mark)
            for mark in (b"\n\r\n", b"\n\n")
            if (found := self._bytes.find(mark, at, limit)) >= 0
        ]
        if not ends:
            if self._end - at > LONGEST_HEAD:
                raise ValueError(f"a header is longer than {LONGEST_HEAD} bytes")
            return at
        head_end = min(ends)
        if head_end - at > LONGEST_HEAD:
            raise ValueError(f"a header is longer than {LONGEST_HEAD} bytes")
        first, headers = _head(bytes(self._view[at:head_end]))
        length = _body_length(headers)
        past = self._description_end(head_end) if length is None else head_end + length
        if past is None or past > self._end:
            return at
        self._astray = 0
        self._take_message(_parse(first, headers, bytes(self._view[head_end:past])))
        return past

    def _description_end(self, at: int) -> int | None:
        """Where a description of unknown length ends, None while it is incomplete. Its lines are
        told from anything else; it is taken for complete when the last one that came is."""
        past, limit = at, at + LARGEST_BODY
        while past < self._end and (line := _DESCRIPTION.match(self._bytes, past, self._end)):
            past = line.end()
            if past > limit:
                raise ValueError(f"a description of more than {LARGEST_BODY} bytes")
        cut = past < self._end and (self._bytes[past : past + 1].islower())
        if cut and self._end - past > LONGEST_LINE:
            raise ValueError(f"a line is longer than {LONGEST_LINE} bytes")
        return None if cut or self._bytes.find(b"m=", at, past) < 0 else past


def dump_request(method: str, uri: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """A request without a body. ValueError when a text would break out of its line."""
    lines = [f"{method} {uri} RTSP/1.0", *(f"{name}: {value}" for name, value in headers)]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError(f"a line break inside of a {method} request")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def dump_response(status: int, reason: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """A response without a body, for what a server asks of a client."""
    lines = [f"RTSP/1.0 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def interleave(channel: int, packet: bytes) -> bytes:
    """An RTP or RTCP packet as it goes over the connection."""
    return b"$" + bytes((channel,)) + len(packet).to_bytes(2, "big") + packet


def _nobodys(*_came: object) -> None:
    """What came is nobody's any more."""


def _head(head: bytes) -> tuple[str, Headers]:
    text = head.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", " ")
    lines = text.rstrip("\n").split("\n")
    if len(lines) - 1 > MOST_HEADERS:
        raise ValueError(f"more than {MOST_HEADERS} header lines")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValueError(f"a line is longer than {LONGEST_LINE} bytes")
    headers: list[tuple[str, str]] = []
    for line in lines[1:]:
        if line[:1] in (" ", "\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if colon:  # a line without one means nothing; some cameras send such
            headers.append((name.strip().lower(), value.strip()))
    return lines[0].rstrip(), tuple(headers)


def _body_length(headers: Headers) -> int | None:
    """None for a description whose length the camera does not tell."""
    values = dict(reversed(headers))
    written = values.get("content-length", "")
    if not written:
        return None if "sdp" in values.get("content-type", "").lower() else 0
    if not _LENGTH.fullmatch(written):
        raise ValueError(f"Content-Length is {written[:20]!r}")
    length = int(written)
    if length > LARGEST_BODY:
        raise ValueError(f"a body of {length} bytes, the limit is {LARGEST_BODY}")
    return length


def _parse(first: str, headers: Headers, body: bytes) -> Response | Request:
    if status := _STATUS.fullmatch(first):
        written = next((value for name, value in headers if name == "cseq"), "")
        cseq = int(written) if _LENGTH.fullmatch(written) else -1
        return Response(headers, body, int(status[1]), status[2] or "", cseq)
    if request := _REQUEST.fullmatch(first):
        return Request(headers, body, request[1], request[2])
    if first.startswith("HTTP/"):
        raise ValueError("the other side speaks HTTP, not RTSP")
    raise ValueError(f"the line {first[:40]!r} is no RTSP")

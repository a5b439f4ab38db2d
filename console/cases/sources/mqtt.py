"""Cases over MQTT: a retained topic per case, an empty payload when it is gone.

Runs in the io thread's loop. The broker keeps the session while the line is down, and at each
connection all retained messages come again: once they have been quiet for a while, what was not
among them is gone. So neither a lost session nor a full queue of the broker loses anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

import aiomqtt
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from console.cases.book import MOST_CASES
from console.cases.case import (
    About,
    Case,
    CaseChanged,
    CaseEvent,
    CaseId,
    Category,
    LinkState,
    Named,
)
from console.cases.client import PATIENCE_S
from console.cases.fields import WireError, load_json
from console.cases.sources.listing import Listing
from console.cases.sources.mapping import From, case_id, is_told, read_case, unreadable_of
from console.cases.sources.pointer import Path
from console.cases.sources.polling import tls_of
from console.cases.sources.settings import SourceSettings
from console.cases.sources.source import Tell
from media.backoff import BackOff

LADDER_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_S = 5.0  # a connection that lasted so long was a success
BATCH_S = 0.02
LARGEST_PAYLOAD = 1 << 20  # bytes; a broker of MQTT 5 is told so
MOST_WAITING = 50_000  # messages that arrived and were not looked at
KEPT_S = 24 * 3600  # so long the broker keeps the session
KEEPALIVE_S = 15
ANSWER_S = 10.0
PORTS = {"mqtt": 1883, "mqtts": 8883}
NO_CASE = "the broker tells no case any more: those that are known are kept, and may be old"
# a payload as docs/platform-api.md writes a case; its rev is one only where the site says so
USUAL: dict[str, Path] = {
    **{
        name: (name,)
        for name in (
            "id", "number", "title", "text", "platform", "channel", "status", "level", "cameras",
            "reported_at", "updated_at", "simulated",
        )
    },
    "category": ("category", "code"), "category_name": ("category", "name"),
    "source": ("source", "id"), "unit": ("assignee", "unit"), "person": ("assignee", "person"),
    "reporter": ("reporter", "name"), "reporter_phone": ("reporter", "phone"),
    **{
        name: ("place", name)
        for name in ("longitude", "latitude", "accuracy_m", "method", "address", "grid")
    },
}  # fmt: skip
_REFUSED_LOGINS = frozenset({4, 5, 134, 135})  # of MQTT 3.1.1 and 5

log = logging.getLogger(__name__)


class _Overrun(Exception):  # noqa: N818  # a state, not a failure of ours
    """Messages came faster than they could be looked at, and some were dropped."""


class _Waiting(asyncio.Queue[aiomqtt.Message]):
    """Counts what it refuses: the library drops it without a word to its user."""

    refused = 0

    def put_nowait(self, item: aiomqtt.Message) -> None:
        try:
            super().put_nowait(item)
        except asyncio.QueueFull:
            self.refused += 1
            raise


class _Closing(ssl.SSLSocket):
    """Closes itself where the other side is not believed: the library leaves it open."""

    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


class MqttSource:
    """Follows one topic of a broker. ValueError when the settings cannot be used at all."""

    def __init__(
        self,
        settings: SourceSettings,
        tell: Tell,
        *,
        back_off: BackOff | None = None,
        dice: Callable[[], float] = random.random,
    ) -> None:
        parts = urlsplit(settings.url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError(f"{settings.id}: url: mqtt://HOST[:PORT] or mqtts://… is wanted")
        self._host, self._port = parts.hostname, parts.port or PORTS[parts.scheme]
        self._tls: ssl.SSLContext | None = None
        if parts.scheme == "mqtts":
            self._tls = tls_of(settings) or ssl.create_default_context()
            self._tls.sslsocket_class = _Closing
        self._settings = settings
        self._mapped = replace(settings.mapped, fields={**USUAL, **settings.mapped.fields})
        self._origin = From(settings.id, settings.fence, settings.simulated)
        self._tell = tell
        self._back_off = back_off or BackOff(LADDER_S)
        self._dice = dice
        self._link = LinkState(
            "offline", detail="connecting", since=time.monotonic(), feed=settings.id
        )
        self._listing = Listing(settings.id, has_revs=is_told(self._mapped, "rev"))
        self._ids: dict[str, CaseId] = {}  # by topic
        self._seen: dict[CaseId, Case | None] | None = None  # since the connection, until settled
        self._batch: list[CaseEvent] = []
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._waiting = _Waiting()
        self._hurried = asyncio.Event()

    @property
    def id(self) -> str:
        return self._settings.id

    async def run(self) -> None:
        self._tell([self._link, self._about()])
        while True:
            began, trouble = time.monotonic(), Exception("ended")
            try:
                await self._follow()
            except (aiomqtt.MqttError, _Overrun, OSError, ValueError) as fault:
                trouble = fault
            if time.monotonic() - began >= STEADY_S:
                self._back_off.succeeded()
            await self._pause(*_code_of(trouble))

    def hurry(self) -> None:
        self._hurried.set()

    # -- one connection

    async def _follow(self) -> None:
        async with self._client() as client:
            try:
                codes = await client.subscribe(self._settings.topic, qos=1)
                if any(_number(code) >= 128 for code in codes):
                    raise PermissionError(f"{self._settings.topic}: is not allowed to be read")
                self._seen = {}
                self._say("live", heard_at=time.monotonic())
                self._later("settle", self._settings.settle_s, self._settle)
                async for message in client.messages:
                    self._hear(message)
            finally:
                for timer in self._timers.values():
                    timer.cancel()
                self._timers.clear()
                self._flush()

    def _client(self) -> aiomqtt.Client:
        settings = self._settings
        newest = settings.protocol == "5"
        keeping = None
        if newest:
            keeping = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
            keeping.SessionExpiryInterval = KEPT_S
            keeping.MaximumPacketSize = LARGEST_PAYLOAD
        return aiomqtt.Client(
            self._host,
            self._port,
            username=settings.user or None,
            password=settings.token.reveal() if settings.token else None,
            logger=log,
            identifier=settings.client or f"command-room-{socket.gethostname()}-{settings.id}",
            queue_type=cast("Any", self._new_queue),
            protocol=aiomqtt.ProtocolVersion.V5 if newest else aiomqtt.ProtocolVersion.V311,
            clean_session=None if newest else False,
            clean_start=False if newest else 3,
            timeout=ANSWER_S,
            keepalive=KEEPALIVE_S,
            max_queued_incoming_messages=MOST_WAITING,
            properties=keeping,
            tls_context=self._tls,
        )

    def _new_queue(self, maxsize: int = 0) -> _Waiting:
        self._waiting = _Waiting(maxsize)
        return self._waiting

    def _hear(self, message: aiomqtt.Message) -> None:
        now = time.monotonic()
        if self._waiting.refused:
            raise _Overrun(f"{self._waiting.refused} messages came too fast")
        payload = message.payload if isinstance(message.payload, bytes) else b""
        topic = message.topic.value
        native = topic.rpartition("/")[2]
        told = self._read(topic, native, payload, now)
        if self._seen is not None:
            if isinstance(told, CaseChanged):
                self._seen[told.case.id] = told.case
            if message.retain:
                self._later("settle", self._settings.settle_s, self._settle)
        self._batch.append(told)
        if self._link.state != "live":
            self._say("live", heard_at=now)
        self._link = replace(self._link, heard_at=now)
        if "flush" not in self._timers:
            self._later("flush", BATCH_S, self._flush)

    def _read(self, topic: str, native: str, payload: bytes, now: float) -> CaseEvent:
        if not payload:
            gone = self._ids.pop(topic, None) or case_id(self.id, native)
            if self._seen is not None:
                self._seen.pop(gone, None)
            return self._listing.gone(gone, _now_ms())
        mapped = self._mapped
        raw: object = None
        try:
            if len(payload) > LARGEST_PAYLOAD:
                raise WireError(topic, f"larger than {LARGEST_PAYLOAD} bytes")
            raw = load_json(payload)
            case = read_case(raw, mapped, self._origin, native)
        except WireError as fault:
            bad = unreadable_of(
                raw if isinstance(raw, dict) else {}, mapped, self.id, fault, native
            )
            if self._seen is not None and bad.id:
                self._seen.setdefault(CaseId(bad.id), None)
            return bad
        if topic not in self._ids and len(self._ids) < MOST_CASES:
            self._ids[topic] = case.id
        return CaseChanged(self._listing.stamped(case, _now_ms()), now)

    def _settle(self) -> None:
        """All retained messages have come: what is not among them is gone."""
        self._timers.pop("settle", None)
        seen, self._seen = self._seen, None
        if seen is None:
            return
        if not seen and len(self._listing):
            # a broker that lost its store is likelier than a town without a case
            self._say("stale", ("resync", NO_CASE))
            return
        cases = [case for case in seen.values() if case is not None]
        unread = frozenset(key for key, case in seen.items() if case is None)
        self._flush()
        self._tell([self._listing.snapshot(cases, _now_ms(), unreadable=unread), self._link])

    def _flush(self) -> None:
        self._timers.pop("flush", None)
        batch, self._batch = self._batch, []
        if batch:
            self._tell([*batch, self._link])

    def _later(self, what: str, after_s: float, do: Callable[[], None]) -> None:
        """Do it once, that much after the last time this was asked for."""
        if what in self._timers:
            self._timers[what].cancel()
        self._timers[what] = asyncio.get_running_loop().call_later(after_s, do)

    def _about(self) -> About:
        name = self._settings.name or self.id
        rows = self._settings.mapped.categories.values()
        return About(
            name, self._settings.simulated, (), sources=(Named(self.id, name),),
            categories=tuple(
                Category(row.category or row.code, row.description, row.platform) for row in rows
            ),
            feed=self.id,
        )  # fmt: skip

    # -- in between

    async def _pause(self, code: str, explain: str) -> None:
        wait_s = max(self._back_off.failed(self._dice()), PATIENCE_S.get(code, 0.0))
        log.info("%s: %s: %s; again in %.1f s", self.id, code, explain, wait_s)
        # as with the platform: what was open has ended, what was not could not be opened
        state = "stale" if self._link.state == "live" else "offline"
        self._say(state, (code, explain), retry_at=time.monotonic() + wait_s)
        self._hurried.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._hurried.wait()

    def _say(
        self,
        state: str,
        trouble: tuple[str, str] = ("", ""),
        *,
        retry_at: float | None = None,
        heard_at: float | None = None,
    ) -> None:
        self._link = replace(
            self._link,
            state=state,
            since=self._link.since if state == self._link.state else time.monotonic(),
            detail=trouble[0],
            explain=trouble[1],
            retry_at=retry_at,
            heard_at=heard_at if heard_at is not None else self._link.heard_at,
        )
        self._tell([self._link])


def _number(code: object) -> int:
    value = getattr(code, "value", code)
    return value if isinstance(value, int) else 0


def _code_of(fault: Exception) -> tuple[str, str]:
    """(a ``LinkState.detail``, what to say besides)."""
    explain = f"{type(fault).__name__} {fault}"[:200]
    lower = explain.lower()
    if isinstance(fault, aiomqtt.MqttCodeError) and _number(fault.rc) in _REFUSED_LOGINS:
        return "unauthorized", explain
    if isinstance(fault, PermissionError):
        return "forbidden", explain
    if isinstance(fault, _Overrun):
        return "busy", explain
    for sign, code in (
        ("certificate", "certificate"),
        ("refused", "refused"),
        ("timed out", "timeout"),
        ("disconnected", "closed"),
    ):
        if sign in lower:
            return code, explain
    return "unreachable", explain


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)

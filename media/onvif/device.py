"""One ONVIF device: set up once for all who ask, and asked in plain words.

Every call returns what was asked for or a ``Trouble``; none raises but for cancellation.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import aiohttp

from media.backoff import BackOff
from media.onvif import words
from media.onvif.line import ANSWER_S, Line
from media.onvif.tree import BadAnswer, Node
from media.onvif.trouble import Kind, Trouble
from media.onvif.words import Abilities, Information, Motion, Preset, Profile, Status
from media.secret import Secret

T = TypeVar("T")

LOGIN_REST_S = 60.0  # after a wrong password: devices lock accounts
MOST_SET_UP_S = 15.0


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a device is. ``ahead_s``: of our clock. ``ptz``: the profile that is steered."""

    information: Information | None  # None: it does not say
    services: dict[str, str]
    profiles: tuple[Profile, ...]
    abilities: Abilities
    ptz: Profile | None
    ahead_s: float


class Device:
    """The device at an address. Lives in one loop; ``session`` is its owner's."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        address: str,
        user: str | None = None,
        password: Secret | None = None,
        answer_s: float = ANSWER_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = Line(session, address, user, password, answer_s)
        self._now = now
        self._one = asyncio.Lock()
        self._back_off = BackOff()
        self._known: SetUp | None = None
        self._trouble: Trouble | None = None
        self._rests_until = 0.0
        self.set_ups = 0

    @property
    def known(self) -> SetUp | None:
        """What was found when it was set up last."""
        return self._known

    async def set_up(self, again: bool = False) -> SetUp | Trouble:
        """What the device is; whoever asks meanwhile waits for the same answer. After a failure the
        trouble is repeated for a while; ``again`` is a person who has mended something."""
        async with self._one:
            if self._known is not None:
                return self._known
            if self._trouble is not None and not again and self._now() < self._rests_until:
                return self._trouble
            self.set_ups += 1
            try:
                async with asyncio.timeout(MOST_SET_UP_S):
                    found = await self._find_out()
            except TimeoutError:
                found = Trouble(Kind.SILENT)
            if isinstance(found, SetUp):
                self._known, self._trouble = found, None
                self._back_off.succeeded()
            else:
                self._trouble = found
                rest_s = self._back_off.failed(random.random())
                is_login = found.kind is Kind.WRONG_LOGIN
                self._rests_until = self._now() + (LOGIN_REST_S if is_login else rest_s)
            return found

    async def _find_out(self) -> SetUp | Trouble:
        ahead_s = await self._set_clock()
        if isinstance(ahead_s, Trouble) and ahead_s.kind in (Kind.UNREACHABLE, Kind.SILENT):
            return ahead_s
        services = await self._services()
        if isinstance(services, Trouble):
            return services
        profiles = await self._profiles(services)
        if isinstance(profiles, Trouble):
            return profiles
        information = await self._asked("tds", words.INFORMATION, words.read_information, services)
        abilities, steered = Abilities(), next((each for each in profiles if each.ptz), None)
        if "tptz" in services and steered is not None:
            found = await self._asked("tptz", words.NODES, words.read_abilities, services)
            if not isinstance(found, Trouble):
                abilities = found
            elif found.kind is not Kind.BAD_ANSWER and found.kind is not Kind.UNSUPPORTED:
                return found
        return SetUp(
            None if isinstance(information, Trouble) else information,
            services,
            profiles,
            abilities,
            steered if abilities.move else None,
            0.0 if isinstance(ahead_s, Trouble) else ahead_s,
        )

    async def _set_clock(self) -> float | Trouble:
        """Asked before any login, which holds the device's time."""
        answer = await self._line.ask(self._line.path, words.CLOCK, login=False)
        clock = answer if isinstance(answer, Trouble) else _read(words.read_clock, answer)
        if isinstance(clock, Trouble):
            return clock
        self._line.offset = clock - datetime.now(UTC)
        return self._line.offset.total_seconds()

    async def _services(self) -> dict[str, str] | Trouble:
        for body in (words.SERVICES, words.CAPABILITIES):  # old devices know only the second
            answer = await self._line.ask(self._line.path, body)
            found = answer if isinstance(answer, Trouble) else _read(words.read_services, answer)
            if not isinstance(found, Trouble) or found.kind in (Kind.WRONG_LOGIN, Kind.SILENT):
                break
        return found

    async def _profiles(self, services: dict[str, str]) -> tuple[Profile, ...] | Trouble:
        found: tuple[Profile, ...] | Trouble = Trouble(Kind.UNSUPPORTED, "no media service")
        # the second service tells of H.265, which the first has no word for
        for prefix, body in (("tr2", words.PROFILES_2), ("trt", words.PROFILES)):
            if prefix in services:
                found = await self._asked(prefix, body, words.read_profiles, services)
                if not isinstance(found, Trouble) and found:
                    return found
        return found

    async def _asked(
        self, prefix: str, body: str, read: Callable[[Node], T], services: dict[str, str]
    ) -> T | Trouble:
        answer = await self._line.ask(services.get(prefix, self._line.path), body)
        return answer if isinstance(answer, Trouble) else _read(read, answer)

    # -- streams

    async def stream_uri(self, profile: str) -> str | Trouble:
        """The RTSP address of a profile, without a login."""
        return await self._uri(words.stream_uri, profile, ("rtsp", "rtsps"))

    async def snapshot_uri(self, profile: str) -> str | Trouble:
        return await self._uri(words.snapshot_uri, profile, ("http", "https"))

    async def _uri(
        self, body: Callable[[str, bool], str], profile: str, schemes: tuple[str, ...]
    ) -> str | Trouble:
        known = await self.set_up()
        if isinstance(known, Trouble):
            return known
        second = "tr2" in known.services
        return await self._asked(
            "tr2" if second else "trt",
            body(profile, second),
            lambda answer: words.read_uri(answer, schemes),
            known.services,
        )

    # -- the head

    async def move(self, speed: Motion, timeout_s: float) -> Trouble | None:
        """Turn at a speed for ``timeout_s`` at most."""
        return await self._steer("move", lambda token: words.move(token, speed, timeout_s))

    async def stop(self) -> Trouble | None:
        return await self._steer("move", words.stop)

    async def go_to(self, position: Motion) -> Trouble | None:
        return await self._steer("absolute", lambda token: words.go_to(token, position))

    async def go_by(self, way: Motion) -> Trouble | None:
        return await self._steer("relative", lambda token: words.go_by(token, way))

    async def go_home(self) -> Trouble | None:
        return await self._steer("home", words.go_home)

    async def set_home(self) -> Trouble | None:
        return await self._steer("home", words.set_home)

    async def go_preset(self, preset: str) -> Trouble | None:
        return await self._steer("presets", lambda token: words.go_preset(token, preset))

    async def remove_preset(self, preset: str) -> Trouble | None:
        return await self._steer("presets", lambda token: words.remove_preset(token, preset))

    async def presets(self) -> tuple[Preset, ...] | Trouble:
        return await self._head("presets", words.presets, words.read_presets)

    async def set_preset(self, name: str, preset: str = "") -> str | Trouble:
        """Keep where it stands; the preset's token."""
        return await self._head(
            "presets", lambda token: words.set_preset(token, name, preset), words.read_preset_token
        )

    async def status(self) -> Status | Trouble:
        return await self._head("move", words.status, words.read_status)

    async def _steer(self, ability: str, body: Callable[[str], str]) -> Trouble | None:
        return await self._head(ability, body, lambda _: None)

    async def _head(
        self, ability: str, body: Callable[[str], str], read: Callable[[Node], T]
    ) -> T | Trouble:
        known = await self.set_up()
        if isinstance(known, Trouble):
            return known
        if known.ptz is None or not getattr(known.abilities, ability):
            return Trouble(Kind.UNSUPPORTED)
        found = await self._asked("tptz", body(known.ptz.token), read, known.services)
        if isinstance(found, Trouble) and found.kind is Kind.WRONG_LOGIN:
            self._known = None  # its clock may have been set: the next order looks at it anew
        return found


def _read(read: Callable[[Node], T], answer: Node) -> T | Trouble:
    try:
        return read(answer)
    except BadAnswer as fault:
        return Trouble(Kind.BAD_ANSWER, str(fault))

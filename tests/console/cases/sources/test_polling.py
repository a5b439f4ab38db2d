"""The rhythm of a polled source, with a reader that does as it is told."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from console.cases.exchange import Exchange, PlatformError
from console.cases.fields import WireError
from console.cases.sources.mapping import From, Mapped
from console.cases.sources.polling import Polled, PolledSource, read_in_turns, tls_of
from console.cases.sources.settings import SourceSettings
from media.backoff import BackOff
from tests.stage.rude_platform import Ear, running


class Told:
    """Answers one after another; the last one again and again."""

    def __init__(self, *answers: Polled | Exception) -> None:
        self.answers = list(answers)
        self.polls = 0

    async def poll(self, _exchange: Exchange, _now: float) -> Polled:
        self.polls += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def source_of(reader: Told, ear: Ear, **settings: Any) -> PolledSource:
    usual = {"poll_s": 0.01, **settings}
    told = SourceSettings("s", "features", "http://127.0.0.1:9", **usual)
    return PolledSource(told, reader, ear.tell, back_off=BackOff((0.01,)))


def test_a_first_failure_is_offline_and_a_success_live() -> None:
    async def follow() -> None:
        ear = Ear()
        reader = Told(PlatformError("refused", "no"), WireError("x", "odd"), Polled(cursor="t1"))
        async with running(source_of(reader, ear)):
            await ear.link("offline", "refused")
            await ear.link("offline", "protocol")
            assert (await ear.link("live")).cursor == "t1"
            assert {link.feed for link in ear.book.links.values()} == {"s"}

    asyncio.run(follow())


def test_one_missed_poll_is_no_alarm_and_many_are_stale() -> None:
    async def follow() -> None:
        ear = Ear()
        reader = Told(Polled(), PlatformError("timeout", "slow"))
        async with running(source_of(reader, ear, stale_s=0.2)):
            await ear.link("live", "timeout")
            link = await ear.link("stale", "timeout")
            assert link.heard_at is not None
            assert link.since - link.heard_at >= 0.2

    asyncio.run(follow())


def test_a_source_becomes_old_while_its_next_poll_is_far() -> None:
    async def follow() -> None:
        ear, reader = Ear(), Told(Polled())
        source = source_of(reader, ear, poll_s=1000.0, stale_s=0.05)
        async with running(source):
            await ear.link("stale", "silent")
            assert reader.polls == 1
            source.hurry()
            await ear.link("live")

    asyncio.run(follow())


def test_what_the_other_side_lacks_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async def follow() -> None:
        ear, reader = Ear(), Told(Polled(note="no ETag"))
        async with running(source_of(reader, ear)):
            await ear.until(lambda: reader.polls > 3)
            assert ear.book.links["s"].explain == "no ETag"

    with caplog.at_level(logging.WARNING):
        asyncio.run(follow())
    assert [record.getMessage() for record in caplog.records] == ["s: no ETag"]


def test_a_certificate_file_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no")
    settings = SourceSettings("s", "features", "https://h", ca=tmp_path / "ca.pem")
    with pytest.raises(ValueError, match=r"ca\.pem cannot be used"):
        tls_of(settings)


def test_a_long_list_is_read_in_turns_and_whole() -> None:
    async def read() -> None:
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        async with asyncio.TaskGroup() as both:
            beside = both.create_task(count())
            messages = [{"id": n} for n in range(1000)] + [{"id": ""}]
            mapped = Mapped(fields={"id": ("id",)})
            cases, bad = await read_in_turns(messages, mapped, From("s"))
            beside.cancel()
        assert (len(cases), len(bad)) == (1000, 1)
        assert turns >= 4

    asyncio.run(read())

"""MQTT against a real mosquitto on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiomqtt
import pytest

from console.cases.case import CaseId
from console.cases.sources import mqtt
from console.cases.sources.mqtt import MqttSource
from console.cases.sources.settings import SourceSettings
from media.backoff import BackOff
from media.secret import Secret
from tests.console.cases.test_exchange import self_signed
from tests.stage.case_servers import Broker
from tests.stage.rude_platform import Ear, running


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def saving(tmp_path: Path) -> Iterator[Broker]:
    """A broker that has on disk what it was told."""
    broker = Broker(tmp_path, saves=True)
    broker.start()
    yield broker
    broker.stop()


@contextlib.asynccontextmanager
async def following(broker: Broker, **settings: Any) -> AsyncIterator[Ear]:
    usual: dict[str, Any] = {"settle_s": 0.1, "url": f"mqtt://127.0.0.1:{broker.port}"}
    ear = Ear()
    told = SourceSettings("mq", "mqtt", **{**usual, **settings})
    async with running(MqttSource(told, ear.tell, back_off=BackOff((0.05,)))):
        yield ear


async def publish(broker: Broker, **cases: dict[str, Any] | None) -> None:
    """Retain each as it stands now; None: it is gone."""
    async with aiomqtt.Client("127.0.0.1", broker.port) as client:
        for name, case in cases.items():
            payload = b"" if case is None else json.dumps({"status": "reported", **case}).encode()
            await client.publish(f"cases/{name}", payload, qos=1, retain=True)


PLAIN = {"title": "t"}


@pytest.mark.parametrize("protocol", ["5", "3.1.1"])
def test_retained_cases_are_told_and_an_empty_payload_ends_one(
    broker: Broker, protocol: str
) -> None:
    async def follow() -> None:
        await publish(broker, a=PLAIN, b=PLAIN)
        async with following(broker, protocol=protocol) as ear:
            await ear.until(lambda: set(ear.revs()) == {"mq:a", "mq:b"})
            await publish(broker, a=None, c={"title": "new"})
            await ear.until(lambda: set(ear.revs()) == {"mq:b", "mq:c"})
            await publish(broker, b={"title": "other"})
            await ear.until(lambda: ear.book.case(CaseId("mq:b")).title == "other")  # type: ignore

    asyncio.run(follow())


def test_a_broker_that_is_killed_and_comes_back_costs_nothing(saving: Broker) -> None:
    broker = saving

    async def follow() -> None:
        await publish(broker, a=PLAIN, b=PLAIN)
        async with following(broker) as ear:
            await ear.until(lambda: len(ear.revs()) == 2 and ear.snapshots() == 1)
            broker.stop(kill=True)
            await ear.link("offline", "refused")
            assert len(ear.revs()) == 2
            broker.start()
            await ear.link("live")
            await ear.until(lambda: ear.snapshots() == 2)
            assert len(ear.revs()) == 2
            await publish(broker, b=None, c=PLAIN)
            await ear.until(lambda: set(ear.revs()) == {"mq:a", "mq:c"})

    asyncio.run(follow())


def test_what_ended_while_the_line_was_down_is_gone_after_it(broker: Broker) -> None:
    async def follow() -> None:
        await publish(broker, a=PLAIN, b=PLAIN)
        ear = Ear()
        settings = SourceSettings(
            "mq", "mqtt", f"mqtt://127.0.0.1:{broker.port}", settle_s=0.1, protocol="3.1.1"
        )
        source = MqttSource(settings, ear.tell)
        async with running(source):
            await ear.until(lambda: len(ear.revs()) == 2 and ear.snapshots() == 1)
        async with aiomqtt.Client(  # another takes the session, and with it what was queued
            "127.0.0.1", broker.port, identifier=source._client().identifier,
            protocol=aiomqtt.ProtocolVersion.V311, clean_session=True,
        ):  # fmt: skip
            await publish(broker, a=None)
        async with running(source):
            await ear.until(lambda: set(ear.revs()) == {"mq:b"})

    asyncio.run(follow())


def test_a_broker_that_lost_its_store_does_not_empty_the_room(saving: Broker) -> None:
    broker = saving

    async def follow() -> None:
        await publish(broker, a=PLAIN)
        async with following(broker) as ear:
            await ear.until(lambda: ear.snapshots() == 1)
            broker.stop(kill=True)
            for store in broker._config.parent.glob("*.db*"):
                store.unlink()
            broker.start()
            link = await ear.link("stale", "resync")
            assert link.explain == mqtt.NO_CASE
            assert set(ear.revs()) == {"mq:a"}
            await publish(broker, b=PLAIN)
            await ear.link("live")

    asyncio.run(follow())


def test_what_cannot_be_read_is_told_and_the_last_state_stays(broker: Broker) -> None:
    async def follow() -> None:
        await publish(broker, a=PLAIN)
        async with following(broker) as ear:
            await ear.until(ear.revs)
            async with aiomqtt.Client("127.0.0.1", broker.port) as client:
                await client.publish("cases/a", b"\xff no", qos=1, retain=True)
            await ear.until(lambda: ear.book.unreadable)
            assert set(ear.revs()) == {"mq:a"}

    asyncio.run(follow())


def test_a_burst_is_told_whole(broker: Broker) -> None:
    async def follow() -> None:
        async with following(broker) as ear:
            await ear.link("live")
            await publish(broker, **{f"c{n}": PLAIN for n in range(200)})
            await ear.until(lambda: len(ear.revs()) == 200)
            assert len(ear.batches) < 190

    asyncio.run(follow())


def test_a_full_queue_begins_anew_and_loses_nothing(
    broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def follow() -> None:
        await publish(broker, **{f"c{n}": PLAIN for n in range(40)})
        monkeypatch.setattr(mqtt, "MOST_WAITING", 1)
        async with following(broker) as ear:
            source_waits = await ear.link("live")
            assert source_waits.feed == "mq"
            monkeypatch.setattr(mqtt, "MOST_WAITING", 1000)
            await ear.until(lambda: len(ear.revs()) == 40)

    asyncio.run(follow())


def test_a_login_that_is_refused_is_said_and_the_password_is_nowhere(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broker = Broker(tmp_path, "allow_anonymous false\n")
    broker._config.write_text(broker._config.read_text().replace("allow_anonymous true", ""))
    broker.start()

    async def follow() -> None:
        async with following(broker, user="u", token=Secret("sesame-open")) as ear:
            link = await ear.link("offline", "unauthorized")
            assert "sesame" not in repr(link)

    try:
        with caplog.at_level("DEBUG"):
            asyncio.run(follow())
    finally:
        broker.stop()
    assert "sesame" not in caplog.text


def test_over_tls_only_a_broker_that_the_given_authority_signed_is_believed(tmp_path: Path) -> None:
    self_signed(tmp_path)
    pem = tmp_path / "door.pem"
    broker = Broker(tmp_path, f"certfile {pem}\nkeyfile {pem}\n")
    broker.start()

    async def follow() -> None:
        url = f"mqtts://127.0.0.1:{broker.port}"
        async with following(broker, url=url, ca=pem) as ear:
            await ear.link("live")
        async with following(broker, url=url) as ear:
            await ear.link("offline", "certificate")

    try:
        asyncio.run(follow())
    finally:
        broker.stop()


@pytest.mark.parametrize("url", ["http://h", "mqtt://", "mqtt:"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="url"):
        MqttSource(SourceSettings("mq", "mqtt", url), Ear().tell)

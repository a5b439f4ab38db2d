from __future__ import annotations

import asyncio
import threading

from media.reader.outbox import MOST_UNITS, Outbox
from media.unit import AccessUnit, SoundFormat, SoundUnit, VideoFormat
from tests.media.rtsp.test_session import Taken


def unit(number: int, key: bool = False) -> AccessUnit:
    return AccessUnit(b"x", key, False, number, None)


def nothing() -> None:
    pass


def in_a_thread(work: object) -> None:
    thread = threading.Thread(target=work)  # type: ignore[arg-type]
    thread.start()
    thread.join()


def test_what_a_thread_gives_comes_in_order_and_in_the_loop() -> None:
    async def test() -> None:
        sink = Taken()
        outbox = Outbox(sink, nothing, nothing)

        def work() -> None:
            outbox.begin(VideoFormat("h264"), SoundFormat("aac", 8000))
            for number in range(5):
                outbox.unit(unit(number, key=not number), 1.0)
                outbox.sound(SoundUnit(b"", number), 1.0)

        in_a_thread(work)
        await sink.count(5)
        assert len(sink.videos) == 1
        assert [each[0].timestamp for each in sink.units] == [0, 1, 2, 3, 4]

    asyncio.run(test())


def test_while_the_loop_is_busy_pictures_are_left_out_up_to_a_key_picture() -> None:
    async def test() -> None:
        sink = Taken()
        outbox = Outbox(sink, nothing, nothing)
        in_a_thread(lambda: [outbox.unit(unit(number), 1.0) for number in range(MOST_UNITS + 3)])
        await sink.count(MOST_UNITS)
        assert outbox.lost == 3
        in_a_thread(lambda: [outbox.unit(unit(number, number == 8), 1.0) for number in (7, 8, 9)])
        await sink.count(MOST_UNITS + 2)
        assert [each[0].timestamp for each in sink.units[-2:]] == [8, 9]
        assert outbox.lost == 4

    asyncio.run(test())


def test_a_sink_that_breaks_is_told_once_and_hears_no_more() -> None:
    async def test() -> None:
        broken = asyncio.Event()

        class Sink(Taken):
            def unit(self, unit: AccessUnit, received_at: float, captured_at: float) -> None:
                self.units.append((unit, received_at, captured_at))
                raise RuntimeError("a fault")

        sink = Sink()
        outbox = Outbox(sink, nothing, broken.set)
        in_a_thread(lambda: [outbox.unit(unit(number), 1.0) for number in range(3)])
        await broken.wait()
        outbox.unit(unit(4), 1.0)
        await asyncio.sleep(0)
        assert len(sink.units) == 1

    asyncio.run(test())

from __future__ import annotations

import pytest

from console.ui.sound_stream import STILL_S, SoundDevices, SoundStream
from tests.console.ui.sound_devices import FakeDevice


class Stream(SoundStream[FakeDevice]):  # type: ignore[type-var]
    """Moves as long as there is room in its device."""

    def _carry(self, device: FakeDevice, pipe: object, now: float) -> bool:
        return device.room > 0


def running(devices: SoundDevices) -> tuple[Stream, FakeDevice]:
    stream, device = Stream(devices), FakeDevice()
    stream._device = stream._pipe = device  # type: ignore[assignment]
    return stream, device


def test_a_device_that_moves_is_kept_and_given_back_at_the_end(qapp: object) -> None:
    devices = SoundDevices()
    stream, device = running(devices)
    for second in range(60):
        stream._move(float(second))
    assert not devices.gone
    stream.close()
    assert device.stopped
    stream._move(1000.0)  # one that was given back is not still
    assert not devices.gone


@pytest.mark.parametrize("still", [0, 1])
def test_one_that_stands_still_takes_all_others_with_it_and_is_not_stopped(
    qapp: object, still: int
) -> None:
    devices = SoundDevices()
    told: list[str] = []
    devices.lost.connect(told.append)
    both = [running(devices) for _ in range(2)]
    both[still][1].room = 0
    for tick in range(20):
        for stream, _ in both:
            stream._move(tick * STILL_S / 10)
    assert told == [devices.trouble()]
    for stream, device in both:
        assert stream._device is None
        stream.close()
        assert not device.stopped  # that would wait for a server that hangs

from __future__ import annotations

from console.ui.bell import Bell
from console.ui.case_tones import tone
from console.ui.sound_stream import SoundDevices
from tests.console.ui.sound_devices import FakeDevice


def test_it_rings_and_gives_the_device_back(qapp: object) -> None:
    bell, device = Bell(SoundDevices()), FakeDevice()
    device.room = 10_000_000
    loudspeaker = bell._loudspeaker
    loudspeaker._device = loudspeaker._pipe = device  # type: ignore[assignment]
    bell.ring("orange")
    for step in range(100):
        loudspeaker._move(0.02 * step)
        if len(device.played) >= len(tone("orange")):
            break
    assert device.played.startswith(tone("orange"))
    assert bell._over.isActive()
    bell.close()
    assert device.stopped
    assert not bell._over.isActive()

"""What the sound server's own program lists. That devices come and go: test_device_choice."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.ui import sound_server
from console.ui.sound_server import SoundServer, ids_in

LISTED = (
    "0\tmodule-null-sink\tsink_name=loudspeaker\t\n"
    "0\tloudspeaker\tmodule-null-sink.c\ts16le 1ch 48000Hz\tIDLE\n"
    "2\talsa_input.usb-Jabra\tmodule-alsa-card.c\ts16le 1ch 48000Hz\tRUNNING\n"
    "0\t1\t-\tmodule-remap-source.c\ts16le 1ch 48000Hz\n"
)


def test_devices_are_told_from_modules_and_streams() -> None:
    assert ids_in(LISTED) == {"loudspeaker", "alsa_input.usb-Jabra"}
    assert ids_in("") == ids_in("nonsense\n\t\t") == frozenset()


def test_where_its_program_is_missing_nothing_is_known(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_server.shutil, "which", lambda _name: None)
    server = SoundServer()
    server.watch()
    assert server.ids is None
    server.rest()

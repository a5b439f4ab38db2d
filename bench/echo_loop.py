"""The room's own streams in a loop: a loudspeaker that the microphone hears, through Qt and a sound
server. Run as a program by ``echo.py``: ``python -m bench.echo_loop on|off SECONDS``; it prints the
level (RMS) of what the sites would hear in each second."""

from __future__ import annotations

import sys
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

from console.ui.room_sound import RoomSound
from console.ui.sound_stream import SoundDevices
from media.level import rms
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Lane, Samples, SoundBoard
from media.voice_cleaning import Cleaning
from tests.stage.speech import speech


def main(cleaned: bool, seconds: float) -> None:
    app = QCoreApplication([])
    board, devices = SoundBoard.create(), SoundDevices()
    room = RoomSound(board, devices)
    devices.treatment.set_wished(Cleaning(echo=cleaned, noise=cleaned, gain=False))
    voice = speech(1, seconds).astype(np.int16)
    room.start()
    room.open_microphone(True)
    reader, heard, began = board.reader(Lane.MICROPHONE), list[Samples](), time.monotonic()
    said = 0

    def pump() -> None:
        nonlocal said
        past_s = time.monotonic() - began
        while said * BLOCK_S < past_s and (said + 1) * SAMPLES <= len(voice):
            board.write(Lane.ROOM, voice[said * SAMPLES : (said + 1) * SAMPLES], past_s)
            said += 1
        while (block := reader.read()) is not None:
            heard.append(block.samples)
        if past_s > seconds:
            app.quit()

    ticks = QTimer()
    ticks.timeout.connect(pump)
    ticks.start(10)
    app.exec()
    sound = np.concatenate(heard)
    for at in range(0, len(sound) - RATE_HZ + 1, RATE_HZ):
        print(round(rms(sound[at : at + RATE_HZ]), 2))
    room.close()
    devices.choice.close()
    board.close()


if __name__ == "__main__":
    main(sys.argv[1] == "on", float(sys.argv[2]))

"""A workstation's loudspeaker and microphone without a sound card, and tones to tell voices apart.

The tones are beeps: a steady one would be taken for noise by a browser and left out.
"""

from __future__ import annotations

import os
import subprocess
import wave
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

from tests.stage.process import wait_for

RATE_HZ = 48_000
BEEP_S = 0.25  # and as long a pause
LISTEN_S = 2 * BEEP_S  # one beep and its pause, wherever it begins
AUDIBLE_DB = -55.0  # of the full scale, on average over beeps and pauses
APART_DB = 15.0

Levels = dict[int, float]

_SERVER = """\
load-module module-null-sink sink_name=loudspeaker rate=48000 channels=1
load-module module-null-sink sink_name=before_microphone rate=48000 channels=1
load-module module-remap-source source_name=microphone master=before_microphone.monitor
set-default-sink loudspeaker
set-default-source microphone
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
"""
# the power at each pitch, on average over a moment of the program's sound
_LEVELS = """async ([pitches, looks]) => {
  const program = document.getElementById('program');
  if (!program.srcObject?.getAudioTracks().length) return pitches.map(() => -200);
  const sound = new AudioContext();
  const analyser = new AnalyserNode(sound, {fftSize: 8192, smoothingTimeConstant: 0});
  sound.createMediaStreamSource(program.srcObject).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount), powers = pitches.map(() => 1e-20);
  for (let look = 0; look < looks; look++) {
    await new Promise((then) => setTimeout(then, 50));
    analyser.getFloatFrequencyData(bins);
    pitches.forEach((hz, n) => {
      const at = Math.round(hz * analyser.fftSize / sound.sampleRate);
      powers[n] += Math.max(...bins.slice(at - 2, at + 3).map((db) => 10 ** (db / 10))) / looks;
    });
  }
  await sound.close();
  return powers.map((power) => 10 * Math.log10(power));
}"""


@dataclass
class Sound:
    """A sound server of its own; a program finds it by ``environment``."""

    environment: Mapping[str, str]
    server: subprocess.Popen[bytes]

    def loudspeaker(self, pitches: Sequence[int]) -> Levels:
        """How loud each pitch (Hz) is in a moment of what the loudspeaker plays, in dB."""
        with subprocess.Popen(
            [
                "parec", "--device=loudspeaker.monitor", "--format=s16le",
                f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=50",
            ],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
        ) as recorder:  # fmt: skip
            assert recorder.stdout is not None
            heard = recorder.stdout.read(2 * round(RATE_HZ * LISTEN_S))
            recorder.kill()
        return levels(np.frombuffer(heard, np.int16) / 32768, pitches)

    @contextmanager
    def before_microphone(self, tone: Path) -> Iterator[None]:
        """Play a file before the microphone, over and over."""
        player = subprocess.Popen(
            [
                "ffmpeg", "-nostdin", "-loglevel", "error", "-stream_loop", "-1", "-i", str(tone),
                "-f", "pulse", "-device", "before_microphone", "-buffer_duration", "100", "tone",
            ],
            env={**os.environ, **self.environment},
        )  # fmt: skip
        try:
            yield
        finally:
            player.kill()
            player.wait(10)


@contextmanager
def a_sound_server(folder: Path) -> Iterator[Sound]:
    """PulseAudio with a loudspeaker and a microphone that lead nowhere."""
    socket, script = folder / "socket", folder / "default.pa"
    script.write_text(_SERVER.format(socket=socket), "utf-8")
    with (folder / "sound.log").open("wb") as log:
        server = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes",
                "--exit-idle-time=-1", f"--file={script}",
            ],
            env={**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
            stdout=log,
            stderr=log,
        )  # fmt: skip
        try:
            wait_for("the sound server", socket.exists)
            yield Sound({"PULSE_SERVER": f"unix:{socket}"}, server)
        finally:
            server.terminate()
            server.wait(10)


def write_beeps(path: Path, hz: float) -> Path:
    """A file of two seconds: beeps of one pitch, which begin and end softly."""
    at = np.arange(2 * RATE_HZ) / RATE_HZ
    within = at % (2 * BEEP_S)
    edge = np.clip(np.minimum(within, BEEP_S - within) / 0.02, 0, 1)
    samples = (9000 * edge * np.sin(2 * np.pi * hz * at)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return path


def levels(samples: npt.NDArray[np.float64], pitches: Sequence[int]) -> Levels:
    """How loud each pitch (Hz) is in these samples of -1 to 1, in dB of the full scale."""
    power = np.abs(np.fft.rfft(samples * np.blackman(len(samples))) * 2 / len(samples)) ** 2
    width = RATE_HZ / len(samples)
    return {
        hz: float(
            10 * np.log10(power[round((hz - 12) / width) : round((hz + 13) / width)].sum() + 1e-20)
        )
        for hz in pitches
    }


def program(page: Page, pitches: Sequence[int]) -> Levels:
    """How loud each pitch (Hz) is in a moment of what a site's page plays, in dB."""
    found = page.evaluate(_LEVELS, [list(pitches), round(LISTEN_S / 0.05)])
    return dict(zip(pitches, found, strict=True))


def heard(found: Levels) -> set[int]:
    """The pitches that are there: audible, and not far below the loudest."""
    least = max(AUDIBLE_DB, max(found.values()) - APART_DB)
    return {hz for hz, level in found.items() if level > least}

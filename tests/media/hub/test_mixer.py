"""The mixer, with its own clock and thread."""

from __future__ import annotations

import contextlib
import itertools
import queue
import time
from collections.abc import Callable, Iterator

import av
import numpy as np
import pytest

from media.hub.happening import ROOM
from media.hub.mixer import TURNS, Mixed, Mixer, encoded, opus
from media.hub.voice import Voice
from media.hub.voice_packet import VoicePacket
from media.sound import Lane, Samples, SoundBoard
from tests.media.hub.conftest import PATIENCE_S
from tests.media.hub.voices import loudness, pitch, strength, tone, voice_packet, vowel

BLOCKS = 30


@pytest.fixture
def mixed(sound: SoundBoard) -> Iterator[tuple[Mixer, queue.Queue[Mixed]]]:
    delivered: queue.Queue[Mixed] = queue.Queue()
    mixer = Mixer(sound, delivered.put, lambda _s: True)
    mixer.start()
    yield mixer, delivered
    mixer.stop()


def decoded(packets: list[av.Packet[av.AudioStream]]) -> list[Samples]:
    decoder = av.CodecContext.create("libopus", "r")
    decoder.format, decoder.layout, decoder.sample_rate = "s16", "mono", 48_000  # type: ignore[attr-defined]
    frames = [frame for p in packets for frame in decoder.decode(av.Packet(bytes(p)))]  # type: ignore[attr-defined]
    return [frame.to_ndarray().reshape(-1) for frame in frames]


def collect(
    mixer: Mixer, delivered: queue.Queue[Mixed], voices: dict[str, Voice], tones: dict[str, float]
) -> list[Mixed]:
    encoders = {node: opus() for node in tones}
    mixer.set_voices(voices)
    found = []
    for number in range(BLOCKS):
        for node, hz in tones.items():
            packet = bytes(encoded(encoders[node], tone(hz, number), number * 960))
            voices[node].put(VoicePacket(number, number * 960, packet, time.monotonic()))
        found.append(delivered.get(timeout=PATIENCE_S))
    mixer.set_voices({})
    return found


def test_the_silent_share_one_mix_and_who_speaks_hears_the_others(
    mixed: tuple[Mixer, queue.Queue[Mixed]], sound: SoundBoard
) -> None:
    reader = sound.reader(Lane.ROOM)
    voices = {node: Voice(node) for node in ("n01", "n02", "n03")}
    found = collect(*mixed, voices, {"n01": 500, "n02": 900})
    last = found[-1]
    assert set(last.own) == {"n01", "n02"}
    assert last.speaking == {"n01", "n02"}
    own = decoded([one.own["n01"] for one in found if "n01" in one.own])
    assert abs(pitch(own[8:]) - 900) < 10
    assert strength(own[8:], 500) < 0.05
    room = [block.samples for block in iter(reader.read, None)]
    spectrum = np.abs(np.fft.rfft(np.concatenate(room[-15:]) * np.hanning(15 * 960)))
    loud = {round(500 * 0.3), round(900 * 0.3)}
    assert set(np.argsort(spectrum)[-6:]) & loud == loud


def test_the_rooms_microphone_reaches_the_sites_and_not_the_room(
    mixed: tuple[Mixer, queue.Queue[Mixed]], sound: SoundBoard
) -> None:
    mixer, delivered = mixed
    reader = sound.reader(Lane.ROOM)
    mixer.set_voices({"n01": Voice("n01")})
    heard = []
    for number in range(BLOCKS):
        sound.write(Lane.MICROPHONE, tone(440, number), 0.0)
        heard.append(delivered.get(timeout=PATIENCE_S).shared)
    assert abs(pitch(decoded(heard)[10:]) - 440) < 10
    assert loudness([block.samples for block in iter(reader.read, None)]) == 0


@pytest.mark.parametrize(
    ("level", "private", "speaking"),
    [(8000, None, {ROOM}), (100, None, set()), (8000, "n01", set())],
)
def test_the_room_speaks_while_all_hear_its_voice(
    mixed: tuple[Mixer, queue.Queue[Mixed]],
    sound: SoundBoard,
    level: float,
    private: str | None,
    speaking: set[str],
) -> None:
    mixer, delivered = mixed
    mixer.set_voices({node: Voice(node) for node in ("n01", "n02")}, private)
    for number in range(5):
        sound.write(Lane.MICROPHONE, tone(440, number, level), 0.0)
        last = delivered.get(timeout=PATIENCE_S)
    assert last.speaking == speaking


def test_the_sound_of_a_film_reaches_the_sites_and_the_room(
    mixed: tuple[Mixer, queue.Queue[Mixed]], sound: SoundBoard
) -> None:
    mixer, _ = mixed
    reader = sound.reader(Lane.ROOM)
    played = iter(tone(660, number) for number in range(BLOCKS))
    mixer.set_clip(lambda: next(played, None))
    found = collect(*mixed, {"n01": Voice("n01")}, {})
    assert abs(pitch(decoded([one.shared for one in found])[10:BLOCKS]) - 660) < 10
    assert not any(one.own for one in found)
    room = [block.samples for block in iter(reader.read, None)]
    assert abs(pitch(room[10:BLOCKS]) - 660) < 10


def test_the_clock_of_the_packets_is_even(mixed: tuple[Mixer, queue.Queue[Mixed]]) -> None:
    found = collect(*mixed, {"n01": Voice("n01")}, {})
    stamps = [one.shared.pts for one in found]
    assert {late - early for early, late in itertools.pairwise(stamps)} == {960}  # type: ignore[operator]


def test_while_nobody_takes_part_the_mixer_rests(
    mixed: tuple[Mixer, queue.Queue[Mixed]],
) -> None:
    mixer, delivered = mixed
    collect(mixer, delivered, {"n01": Voice("n01")}, {})
    assert _left(delivered) <= 2
    figures = mixer.figures()
    assert figures.pop("late") == mixer.late
    assert set(figures.values()) == {0}


def spoken(sound: SoundBoard, turn: Callable[[Voice, list[VoicePacket]], bool]) -> Voice:
    """Of 40 blocks; the loop stands still at the tenth. ``turn``: what a turn of it brings."""
    voice, unread, encoder = Voice("n01"), list[VoicePacket](), opus()
    mixer = Mixer(sound, lambda _mixed: None, lambda _s: turn(voice, unread))
    mixer.set_voices({"n01": voice})
    for number in range(40):
        packet = voice_packet(number, bytes(encoded(encoder, vowel(number), number * 960)))
        voice.put(packet) if number < 10 else unread.append(packet)
        mixer._mix(0.02 * number + 0.003)
    return voice


def test_what_the_loop_has_not_read_yet_is_read_before_a_voice_breaks_off(
    sound: SoundBoard,
) -> None:
    def reads_all(voice: Voice, unread: list[VoicePacket]) -> bool:
        while unread:
            voice.put(unread.pop(0))
        return True

    buffer = spoken(sound, reads_all).buffer
    assert (buffer.dry, buffer.concealed) == (0, 0)
    assert buffer.played >= 36


@pytest.mark.parametrize(("comes_round", "asked"), [(True, TURNS), (False, 1)])
def test_a_block_waits_for_no_more_than_a_few_turns(
    sound: SoundBoard, comes_round: bool, asked: int
) -> None:
    turns: list[bool] = []
    voice = spoken(sound, lambda _voice, _unread: turns.append(True) or comes_round)  # type: ignore[func-returns-value]
    assert len(turns) == asked
    assert voice.buffer.dry == 1


def _left(delivered: queue.Queue[Mixed]) -> int:
    """How many blocks still come until there is a pause of five."""
    count = 0
    with contextlib.suppress(queue.Empty):
        while True:
            delivered.get(timeout=0.1)
            count += 1
    return count

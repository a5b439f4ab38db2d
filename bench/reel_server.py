"""Many cameras from a few reels at little cost: an RTSP server for measuring a whole town.

``python -m bench.reel_server --cache DIR --cameras 800`` serves ``/0`` to ``/799`` as the demo town
would its sub streams, in the same lockstep, without a login; number ``k`` shows the scene, the mark
and the phase of ``k mod 64``. All clients of a scene get the same bytes, made once. It says its
port in a ``ready`` event, a ``heartbeat`` each second, and ends with its stdin.
"""

from __future__ import annotations

import argparse
import json
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from console.town.cameras.darkroom import Stream
from console.town.cameras.pacer import PHASES, taken_at, turn_at
from console.town.cameras.packets import TICKS, session_description
from console.town.film.reel import SUB, make_reel, read_reel
from console.town.film.shot import Shot
from console.town.world.blocks.loop import RATE
from console.town.world.town import the_town

LARGEST_BACKLOG = 1 << 20  # bytes a client may leave unread
LARGEST_REQUEST = 8192
SEED = 7
SOURCE = 0x00C0FFEE
SESSION = "Session: 1;timeout=60"


class Scene:
    """One reel as packets that go on for ever, the same for everybody who looks."""

    def __init__(self, cache: Path, number: int) -> None:
        camera = the_town(SEED).cameras[number]
        shot = Shot(camera.scene, number, camera.name, camera.pose.heading_deg, *SUB)
        self.stream = Stream(read_reel(Path(make_reel(str(cache), shot))))
        self.sdp = session_description(self.stream.reel, f"{number}", "127.0.0.1")
        self.number = number
        self.turn = turn_at(time.monotonic(), number)
        self.clients: set[Client] = set()
        counts = [len(picture.offsets) for picture in self.stream.pictures]
        self._packets = [0, *accumulate(counts)]

    def packets(self, turn: int) -> bytes:
        loops, place = divmod(turn, len(self.stream.pictures))
        sequence = (loops * self._packets[-1] + self._packets[place]) & 0xFFFF
        stamp = turn * (TICKS // RATE) & 0xFFFFFFFF
        return bytes(self.stream.pictures[place].patched(0, sequence, stamp, SOURCE))

    def since_key(self) -> bytes:
        """The pictures from the last key picture to the newest."""
        back = self.turn % len(self.stream.pictures) % self.stream.key_each
        return b"".join(self.packets(turn) for turn in range(self.turn - back, self.turn + 1))

    def due(self) -> float:
        return taken_at(self.turn + 1, self.number)


@dataclass(eq=False)
class Client:
    line: socket.socket
    scene: Scene | None = None
    asked: bytes = b""
    unsent: bytearray = field(default_factory=bytearray)

    def send(self, data: bytes) -> bool:
        """False when the client reads too slowly, or is gone."""
        try:
            if not self.unsent:
                sent = self.line.send(data)
                if sent == len(data):
                    return True
                data = data[sent:]
            self.unsent += data
            del self.unsent[: self.line.send(self.unsent)]
        except BlockingIOError:
            self.unsent += b"" if self.unsent else data
        except OSError:
            return False
        return len(self.unsent) <= LARGEST_BACKLOG


class Server:
    """One thread: answers whoever asks, and sends every scene's picture when it is taken."""

    def __init__(self, cache: Path, cameras: int) -> None:
        self._cameras = cameras
        self._scenes = [Scene(cache, number) for number in range(min(cameras, PHASES))]
        self._door = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._door.setblocking(False)
        self._poll = select.epoll()
        self._poll.register(self._door, select.EPOLLIN)
        self._poll.register(sys.stdin, select.EPOLLIN)
        self._clients: dict[int, Client] = {}
        self._lost = 0  # clients that read too slowly
        self._late_s = 0.0  # the worst since the last heartbeat

    def run(self) -> None:
        _tell(event="ready", port=self._door.getsockname()[1])
        beat = time.monotonic() + 1
        while True:
            next_due = min(scene.due() for scene in self._scenes)
            for number, _ in self._poll.poll(max(0.0, min(next_due, beat) - time.monotonic())):
                if number == sys.stdin.fileno():
                    return
                self._ready(number)
            self._send()
            if time.monotonic() >= beat:
                beat += 1
                playing = sum(len(scene.clients) for scene in self._scenes)
                late_ms = round(self._late_s * 1000, 1)
                _tell(event="heartbeat", served=playing, lost=self._lost, late_ms=late_ms)
                self._late_s = 0.0

    def _send(self) -> None:
        for scene in self._scenes:
            while scene.due() <= time.monotonic():
                self._late_s = max(self._late_s, time.monotonic() - scene.due())
                scene.turn += 1
                data = scene.packets(scene.turn) if scene.clients else b""
                for client in [one for one in scene.clients if not one.send(data)]:
                    self._lost += 1
                    self._close(client)

    def _ready(self, number: int) -> None:
        if number == self._door.fileno():
            line, _ = self._door.accept()
            line.setblocking(False)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LARGEST_BACKLOG)
            self._clients[line.fileno()] = Client(line)
            self._poll.register(line, select.EPOLLIN)
            return
        client = self._clients[number]
        try:
            read = client.line.recv(LARGEST_REQUEST)
        except OSError:
            read = b""
        client.asked += read
        if not read or len(client.asked) > LARGEST_REQUEST or not self._answer_all(client):
            self._close(client)

    def _answer_all(self, client: Client) -> bool:
        while client.asked:
            if client.asked[:1] == b"$":  # the client's RTCP
                if len(client.asked) < 4:
                    break
                client.asked = client.asked[4 + int.from_bytes(client.asked[2:4], "big") :]
                continue
            head, end, rest = client.asked.partition(b"\r\n\r\n")
            if not end:
                break
            client.asked = rest
            if not self._answer(client, head.decode("utf-8", "replace").split("\r\n")):
                return False
        return True

    def _answer(self, client: Client, lines: list[str]) -> bool:
        method, url, *_ = [*lines[0].split(" "), ""]
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        scene = self._scene(url)
        if scene is None:
            return False
        more, body = {
            "OPTIONS": ("Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN", ""),
            "DESCRIBE": (f"Content-Base: {url}/\r\nContent-Type: application/sdp", scene.sdp),
            "SETUP": (f"{SESSION}\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1", ""),
        }.get(method, (SESSION, ""))
        answer = f"RTSP/1.0 200 OK\r\nCSeq: {headers.get('cseq', '0')}\r\n{more}\r\n"
        kept = client.send(f"{answer}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        if method == "PLAY" and client.scene is None:
            client.scene = scene
            scene.clients.add(client)
            kept = kept and client.send(scene.since_key())
        return kept and method != "TEARDOWN"

    def _scene(self, url: str) -> Scene | None:
        name = url.split("://", 1)[-1].partition("/")[2].split("/")[0]
        number = int(name) if name.isdecimal() and len(name) < 6 else self._cameras
        return self._scenes[number % PHASES] if number < self._cameras else None

    def _close(self, client: Client) -> None:
        if client.scene is not None:
            client.scene.clients.discard(client)
        if self._clients.pop(client.line.fileno(), None):
            self._poll.unregister(client.line)
            client.line.close()


def _tell(**event: object) -> None:
    print(json.dumps(event), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reel_server")
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--cameras", type=int, default=800)
    arguments = parser.parse_args()
    Server(arguments.cache, arguments.cameras).run()


if __name__ == "__main__":
    main()

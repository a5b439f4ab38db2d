"""Programs under test as real processes: spoken to by JSON lines, or by the control API."""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def wait_for(what: str, question: Callable[[], Any], within_s: float = 20.0) -> Any:
    """Ask until the answer is true, and give it back; AssertionError names what did not come."""
    pause, end = threading.Event(), time.monotonic() + within_s
    while not (answer := question()):
        assert time.monotonic() < end, f"{what} did not come within {within_s} s"
        pause.wait(0.02)
    return answer


class Speaker:
    """A child that speaks JSON lines."""

    def __init__(self, arguments: Sequence[str], log: Path, **more: Any) -> None:
        self._log = log.open("wb")
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            cwd=ROOT,
            **more,
        )
        self._events: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, name="speaker")
        self._reader.start()

    def order(self, order: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, kind: str, within_s: float = 20.0) -> dict[str, Any]:
        """The next event of this kind; others before it are passed over."""
        end = time.monotonic() + within_s
        while True:
            event = self._events.get(timeout=max(end - time.monotonic(), 0.01))
            if event.get("event") == kind:
                return event

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self._reader.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._log.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._events.put(json.loads(line))


class Api:
    """The control API of a running console."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self._token = port, token

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                method, path,
                None if body is None else json.dumps(body),
                {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
            )  # fmt: skip
            answer = connection.getresponse()
            content = answer.read()
            is_json = "json" in (answer.getheader("Content-Type") or "")
            return answer.status, json.loads(content) if is_json else content.decode()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        status, answer = self.call("GET", path)
        assert status == 200, (status, answer)
        return answer

    def answers(self) -> bool:
        try:
            return self.call("GET", "/v1/health")[0] == 200
        except OSError:
            return False


class Console:
    """The console itself, on a screen, with a site folder."""

    def __init__(
        self, site: Path, display: str, log: Path, port: int, *arguments: str, **environment: str
    ) -> None:
        self._log = log.open("wb")
        self.log_path = log
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "console", "--site", str(site),
                "--control", f"127.0.0.1:{port}", "--windowed", "1920x1080", *arguments,
            ],
            stdout=self._log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={
                **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb",
                "XDG_STATE_HOME": str(log.parent / "account"), **environment,
            },
        )  # fmt: skip
        secrets = site / "state" / "secrets.toml"
        self.api = Api(port, wait_for("the control token", lambda: self._token(secrets), 30))

    def _token(self, secrets: Path) -> str:
        if self.process.poll() is not None:
            raise AssertionError(f"the console ended: {self.log_path.read_text('utf-8')[-2000:]}")
        return token_of(secrets)

    def close(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait(10)
        self._log.close()
        return code


def token_of(secrets: Path) -> str:
    """The control API's token out of a ``secrets.toml``; empty while there is none."""
    text = secrets.read_text(encoding="utf-8") if secrets.exists() else ""
    return str(tomllib.loads(text).get("control", ""))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

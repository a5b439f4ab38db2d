from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from media.reader import glancing
from media.reader.glancing import LARGEST_PX, look, serve
from tests.media.reader.clips import clip


def asked(order: bytes) -> tuple[dict[str, object], bytes]:
    answer = io.BytesIO()
    serve(io.BytesIO(order), answer)
    head, _, picture = answer.getvalue().partition(b"\n")
    return json.loads(head), picture


def test_a_picture_is_small_and_tells_what_the_stream_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = clip(tmp_path / "a.mp4", pictures=3)
    monkeypatch.setattr(glancing, "parse_address", lambda _written: _Served(film))
    monkeypatch.setattr(glancing, "options", lambda *_: {})
    head, picture = asked(b'{"address": "rtsp://h/", "user": "", "password": ""}\n')
    assert head["codec"] == "h264"
    with Image.open(io.BytesIO(picture)) as seen:
        assert seen.width == min(head["width"], LARGEST_PX)  # type: ignore[type-var]


class _Served:
    """An address that says it is a camera's and is a film."""

    scheme, host, port, user, password = "http", "", None, None, None

    def __init__(self, film: Path) -> None:
        self._film = film

    def with_login(self, *_: object) -> str:
        return str(self._film)


@pytest.mark.parametrize(
    ("order", "trouble"),
    [
        (b"", "protocol"),
        (b"[]\n", "protocol"),
        (b'{"address": "nonsense"}\n', "protocol"),
        (b'{"address": "file:///etc/passwd"}\n', "protocol"),
        (b'{"address": "rtsp://127.0.0.1:9/"}\n', "refused"),
    ],
)
def test_what_is_no_picture_is_a_trouble(order: bytes, trouble: str) -> None:
    head, picture = asked(order)
    assert (head["trouble"], picture) == (trouble, b"")


def test_a_file_of_this_machine_is_no_camera() -> None:
    with pytest.raises(ValueError, match="no address of a camera"):
        look("file:///etc/passwd", None, None)

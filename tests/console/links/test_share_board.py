"""What worker and hub are told of what is shared, and told again when they come back."""

from __future__ import annotations

from console.links.cameras import workers_for
from console.links.share_board import CHANNELS, HEIGHT, SCREEN_CHANNEL, WIDTH, share_board
from console.site.records import CameraEntry

CATALOGUE = [CameraEntry(f"c{n:02}", f"Camera {n}", f"rtsp://127.0.0.1/{n}") for n in range(64)]


def test_a_large_picture_fits_every_channel() -> None:
    board = share_board()
    try:
        assert board.channels == CHANNELS > SCREEN_CHANNEL
        board.begin(SCREEN_CHANNEL, WIDTH, HEIGHT)
    finally:
        board.close()


def test_a_worker_that_comes_back_goes_on_sharing_on_a_channel_of_its_own() -> None:
    board = share_board()
    workers = workers_for(CATALOGUE, lambda _n, _e: None, lambda _r: None, cores=2, share=board)
    try:
        assert [worker.share_channel for worker in workers] == [0, 1]
        second = workers[1]
        assert str(board.fd) in second.child.argv
        second.share("c01", 5)
        told = [order for order in second.greeting() if order["do"] == "show"]
        assert told == [
            {
                "do": "show", "camera": "c01", "channel": second.board.channels + 1, "epoch": 5,
                "width": WIDTH, "height": HEIGHT, "rate": 15,
            }
        ]  # fmt: skip
        second.unshare()
        assert "show" not in [order["do"] for order in second.greeting()]
    finally:
        for worker in workers:
            worker.close()
        board.close()

from __future__ import annotations

from console.control.metrics import (
    dump_metrics,
    figures_of,
    figures_of_losses,
    figures_of_pictures,
)
from console.control.room import Figure

HEALTH = {
    "status": "degraded",
    "uptime_s": 12.5,
    "simulated": True,
    "processes": [{"name": "cameras-0", "pid": 7, "restarts": 2, "rss_mb": 1.5, "in_use_mb": 1.25}],
    "cameras": {"total": 64, "live": 63},
    "nodes": {"total": 27, "live": 1},
    "platform": {"state": "live", "cursor": "9", "lag_s": None},
    "ui": {"stall_ms_p50": 1, "stall_ms_p99": 12, "paints_per_s": 25},
}
WALL = {
    "layout": "2x2",
    "tiles": [
        {"cell": 0, "source": "camera:c01", "fps": 25.0, "age_ms": 31, "kbps": 500, "dropped": 3},
        {"cell": 1, "source": None, "fps": 0.0},
    ],
}


def test_each_name_has_its_help_and_type_once() -> None:
    text = dump_metrics(
        [
            Figure("cameras", 3, {"state": "live"}),
            Figure("uptime_seconds", 1.5),
            Figure("cameras", 1, {"state": "lost"}),
        ]
    )
    assert text == (
        "# HELP command_room_cameras Cameras by state\n"
        "# TYPE command_room_cameras gauge\n"
        'command_room_cameras{state="live"} 3\n'
        'command_room_cameras{state="lost"} 1\n'
        "# HELP command_room_uptime_seconds Seconds since the program started\n"
        "# TYPE command_room_uptime_seconds gauge\n"
        "command_room_uptime_seconds 1.5\n"
    )


def test_labels_are_escaped() -> None:
    text = dump_metrics([Figure("x", 1, {"name": 'a"b\\c\nd'})])
    assert text == '# TYPE command_room_x untyped\ncommand_room_x{name="a\\"b\\\\c\\nd"} 1\n'


def test_health_and_wall_become_figures_in_base_units() -> None:
    lines = dump_metrics(figures_of(HEALTH, WALL)).splitlines()
    for line in (
        "command_room_degraded 1.0",
        "command_room_simulated 1.0",
        'command_room_cameras{state="live"} 63.0',
        'command_room_process_restarts_total{process="cameras-0"} 2.0',
        'command_room_process_memory_bytes{process="cameras-0"} 1500000.0',
        'command_room_process_memory_in_use_bytes{process="cameras-0"} 1250000.0',
        'command_room_ui_stall_seconds{quantile="0.99"} 0.012',
        'command_room_tile_picture_age_seconds{cell="0",source="camera:c01"} 0.031',
        'command_room_tile_bits_per_second{cell="0",source="camera:c01"} 500000.0',
        'command_room_tile_pictures_dropped_total{cell="0",source="camera:c01"} 3.0',
    ):
        assert line in lines


def test_what_is_not_known_has_no_figure() -> None:
    text = dump_metrics(figures_of(HEALTH, WALL))
    assert "platform_lag_seconds" not in text
    assert 'cell="1"' not in text


def test_findings_are_counted_by_kind_and_those_of_the_past_are_not() -> None:
    told = {
        "every_s": 10.4,
        "findings": [
            {"finding": "black", "now": True},
            {"finding": "black", "now": True},
            {"finding": "moved", "now": False},
        ],
    }
    lines = dump_metrics(figures_of_pictures(told)).splitlines()
    assert 'command_room_camera_findings{finding="black"} 2.0' in lines
    assert 'command_room_camera_findings{finding="moved"} 0.0' in lines
    assert "command_room_picture_check_interval_seconds 10.4" in lines
    assert "interval" not in dump_metrics(figures_of_pictures({"every_s": None}))


def test_what_cameras_have_lost_is_told_camera_by_camera() -> None:
    one = {"dropped": 2, "errors": 5, "lost_packets": 30, "reconnects": 1}
    text = dump_metrics(figures_of_losses({"c01": one, "c02": dict.fromkeys(one, 0)}))
    lines = text.splitlines()
    for line in (
        'command_room_camera_pictures_dropped_total{camera="c01"} 2.0',
        'command_room_camera_decode_errors_total{camera="c01"} 5.0',
        'command_room_camera_packets_lost_total{camera="c01"} 30.0',
        'command_room_camera_reconnects_total{camera="c01"} 1.0',
        'command_room_camera_packets_lost_total{camera="c02"} 0.0',
    ):
        assert line in lines
    assert lines.count("# TYPE command_room_camera_packets_lost_total counter") == 1
    assert len(lines) == 4 * (2 + 2)

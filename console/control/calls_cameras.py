"""What the calls about cameras, their diagnosis and exports take and answer."""

from __future__ import annotations

from console.control.call import Call, Key
from console.control.export_order import LONGEST_TEXT, MOST_CAMERAS
from console.control.schema import (
    ANY_TEXT,
    COUNT,
    MOMENT,
    NUMBER,
    YES_NO,
    asked,
    choice,
    listing,
    nullable,
    number,
    text,
    told,
)  # fmt: skip

LONGEST_CLIP_S = 600.0

_LOSSES = told(dropped=COUNT, errors=COUNT, lost_packets=COUNT, reconnects=COUNT)
_CAMERA = told(
    id=ANY_TEXT, name=ANY_TEXT, group=ANY_TEXT, longitude=nullable(NUMBER),
    latitude=nullable(NUMBER), height_m=nullable(NUMBER), heading_deg=nullable(NUMBER),
    hfov_deg=nullable(NUMBER), warm=YES_NO, transport=ANY_TEXT,
    instead_of=nullable(ANY_TEXT), main=ANY_TEXT,
    sub=nullable(ANY_TEXT), ptz=YES_NO, state=ANY_TEXT, reason=nullable(ANY_TEXT),
    findings=listing(ANY_TEXT), losses=nullable(_LOSSES),
)  # fmt: skip
_CAMERA_EXAMPLE = {
    "id": "c07", "name": "村口", "group": "柳湾村", "longitude": 120.1, "latitude": 30.2,
    "height_m": 6.0, "heading_deg": 90.0, "hfov_deg": 70.0, "warm": False, "transport": "tcp",
    "instead_of": "udp", "main": "rtsp://10.20.30.41:554/1", "sub": None, "ptz": False,
    "state": "live", "reason": None, "findings": ["blurred"],
    "losses": {"dropped": 3, "errors": 0, "lost_packets": 12, "reconnects": 1},
}  # fmt: skip
_FINDING = told(
    camera=ANY_TEXT, name=ANY_TEXT, finding=ANY_TEXT, now=YES_NO, times=COUNT, total_s=NUMBER,
    began=MOMENT, ended=nullable(MOMENT),
)  # fmt: skip
_FINDING_EXAMPLE = {
    "camera": "c07", "name": "村口", "finding": "blurred", "now": True, "times": 2, "total_s": 5400,
    "began": "2026-11-25T05:10:00Z", "ended": None,
}  # fmt: skip
_EXPORT = told(
    id=ANY_TEXT, state=choice(("running", "done", "failed", "cancelled")), done=number(0, 1),
    folder=ANY_TEXT, cameras=listing(ANY_TEXT), since=ANY_TEXT, until=ANY_TEXT,
    files=listing(ANY_TEXT), missing=listing(ANY_TEXT), sum=nullable(ANY_TEXT),
    reason=nullable(ANY_TEXT),
)  # fmt: skip
_EXPORT_EXAMPLE = {
    "id": "20261123-064000-1", "state": "running", "done": 0.42, "cameras": ["c01"],
    "folder": "/srv/room/state/exports/20261123-064000-1", "since": "2026-11-23T06:00:00Z",
    "until": "2026-11-23T06:30:00Z", "files": [], "missing": [], "sum": None, "reason": None,
}  # fmt: skip
_LINE = text(LONGEST_TEXT)

CAMERAS: dict[Key, Call] = {
    ("GET", "/v1/cameras"): Call(
        "The catalogue with each camera's state", listing(_CAMERA), [_CAMERA_EXAMPLE]
    ),
    ("GET", "/v1/cameras/{id}"): Call(
        "One camera of the catalogue", _CAMERA, _CAMERA_EXAMPLE, problems=(404,)
    ),
    ("POST", "/v1/cameras/{id}/snapshot"): Call(
        "Keeps the newest picture, or that of a moment, as JPEG",
        told(
            path=ANY_TEXT, taken_at=MOMENT, size=listing(COUNT, 2, 2),
            stream=choice(("main", "sub")), why_small=nullable(ANY_TEXT),
        ),
        {"path": "/srv/room/state/snapshots/c07.jpg", "taken_at": "2026-11-23T06:30:00.000Z",
         "size": [1920, 1080], "stream": "main", "why_small": None},
        asked({}, {"at": MOMENT}), {"at": "2026-11-23T06:30:00Z"}, body_free=True,
        problems=(404, 409),
    ),
    ("POST", "/v1/cameras/{id}/clip"): Call(
        "Keeps the seconds before and after now, or a moment, as MP4",
        told(path=ANY_TEXT, ready=YES_NO),
        {"path": "/srv/room/state/clips/c07.mp4", "ready": False},
        asked(
            {},
            {"before_s": number(0, LONGEST_CLIP_S), "after_s": number(0, LONGEST_CLIP_S),
             "at": MOMENT},
        ),
        {"before_s": 30, "after_s": 30}, body_free=True, problems=(404, 409),
    ),
    ("POST", "/v1/cameras/{id}/recording"): Call(
        "Begins or ends a recording by hand",
        told(recording=YES_NO, by=nullable(choice(("hand", "schedule")))),
        {"recording": True, "by": "hand"},
        asked({"action": choice(("start", "stop"))}), {"action": "start"}, problems=(404, 409),
    ),
    ("GET", "/v1/diagnosis"): Call(
        "What was wrong with the cameras' pictures in the last seven days",
        told(since=MOMENT, every_s=nullable(NUMBER), findings=listing(_FINDING)),
        {"since": "2026-11-18T06:30:00Z", "every_s": 10.1, "findings": [_FINDING_EXAMPLE]},
    ),
    ("GET", "/v1/exports"): Call(
        "All exports since the start", listing(_EXPORT), [_EXPORT_EXAMPLE]
    ),
    ("POST", "/v1/exports"): Call(
        "Copies what was recorded into a folder of its own", _EXPORT, _EXPORT_EXAMPLE,
        asked(
            {"cameras": listing(text(64), MOST_CAMERAS, 1), "since": MOMENT, "until": MOMENT},
            {"burn": YES_NO, "markers": YES_NO, "who": _LINE, "reason": _LINE},
        ),
        {"cameras": ["c01"], "since": "2026-11-23T06:00:00Z", "until": "2026-11-23T06:30:00Z"},
        problems=(404, 409),
    ),
    ("GET", "/v1/exports/{id}"): Call(
        "How far an export is", _EXPORT, _EXPORT_EXAMPLE, problems=(404,)
    ),
    ("DELETE", "/v1/exports/{id}"): Call(
        "Cancels an export", _EXPORT, {**_EXPORT_EXAMPLE, "state": "cancelled"}, problems=(404,)
    ),
}  # fmt: skip

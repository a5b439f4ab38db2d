"""The addresses of a presentation and its tracks, however wrongly a camera wrote them. Pure."""

from __future__ import annotations

import re

LONGEST_CONTROL = 1024


def repair_base(base: str, asked: str) -> str:
    """The address that control attributes are relative to. Cameras write ``rtsp://rtsp://``, leave
    the scheme out or name a host that only they know: then the address asked for is used."""
    base = base.strip()
    while base.lower().startswith(("rtsp://rtsp://", "rtsp://rtsps://", "rtsps://rtsps://")):
        base = base.partition("://")[2]
    if not base or len(base) > LONGEST_CONTROL or re.search(r"\s", base):
        return asked
    if base.startswith("/"):
        return "/".join(asked.split("/", 3)[:3]) + base
    scheme, colon, rest = base.partition("://")
    if not colon:
        scheme, rest = "rtsp", base
    cut = rest.find("/")
    path = rest[cut:] if cut >= 0 else "/"
    # the connection is to the host asked for, whatever the camera takes its own name to be
    return (
        "/".join(asked.split("/", 3)[:3]) + path if scheme.lower() in ("rtsp", "rtsps") else asked
    )


def join_control(root: str, control: str) -> str:
    """The address of a track. Relative ones are appended, as cameras with a query in their path
    expect it, not resolved as RFC 3986 would."""
    control = control.strip()
    if not control or control == "*" or len(control) > LONGEST_CONTROL or re.search(r"\s", control):
        return root
    if "://" in control:
        return repair_base(control, root)
    return f"{root.rstrip('/')}/{control.lstrip('/')}"

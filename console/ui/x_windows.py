"""The windows of other programs on an X screen: what they are called, and how they look.

Qt's own list of windows is empty there. Names come from the window manager (EWMH,
_NET_CLIENT_LIST); the Composite extension keeps what other windows cover.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

from PySide6.QtGui import QGuiApplication, QImage

ALL_PLANES = 0xFFFFFFFF


def on_x() -> bool:
    """Whether this program's screen is one of X."""
    return QGuiApplication.platformName() == "xcb"


class XWindows:
    """A connection to the X server of its own; where there is none, there are no windows. Lives in
    one thread, any."""

    def __init__(self, name: str | None = None) -> None:
        self._display = _opened(name or os.environ.get("DISPLAY"))
        self._held = 0

    def titles(self) -> list[str]:
        """Of the windows that can be looked at, in the order in which they were opened."""
        return [title for _, title in self._named() if title]

    def hold(self, title: str) -> bool:
        """From now on ``picture`` is this window's, whatever lies over it; False: there is none."""
        self.let()
        self._held = next((number for number, named in self._named() if named == title), 0)
        if self._held:
            self._redirect("redirect_window")
        return bool(self._held)

    def let(self) -> None:
        """The window is as it was."""
        if self._held:
            self._redirect("unredirect_window")
        self._held = 0

    def picture(self) -> QImage:
        """As it is now; null while it is closed, minimized or on another desk, and where a pixel
        has not 32 bits. Takes some 20 ms for a window of 1920x1080."""
        from Xlib import X
        from Xlib.error import XError

        if not self._held:
            return QImage()
        window = self._display.create_resource_object("window", self._held)
        try:
            size = window.get_geometry()
            whole = 0, 0, size.width, size.height
            data = window.get_image(*whole, X.ZPixmap, ALL_PLANES).data
        except XError:
            return QImage()
        if len(data) != size.width * size.height * 4:
            return QImage()
        form = QImage.Format.Format_RGB32
        return QImage(data, size.width, size.height, size.width * 4, form).copy()

    def close(self) -> None:
        self.let()
        if self._display is not None:
            self._display.close()
            self._display = None

    def _named(self) -> list[tuple[int, str]]:
        if self._display is None:
            return []
        root = self._display.screen().root
        found = _property(root, self._display.intern_atom("_NET_CLIENT_LIST"))
        return [(int(number), self._title(int(number))) for number in found]

    def _title(self, number: int) -> str:
        window = self._display.create_resource_object("window", number)
        for name in ("_NET_WM_NAME", "WM_NAME"):
            told = _property(window, self._display.intern_atom(name))
            if len(told):
                raw = told if isinstance(told, bytes) else str(told).encode()
                return raw.decode("utf-8", "replace")
        return ""

    def _redirect(self, how: str) -> None:
        """Where the server cannot, what lies over the window is seen in its place."""
        from Xlib.error import CatchError
        from Xlib.ext import composite

        if not self._display.has_extension(composite.extname):
            return
        window = self._display.create_resource_object("window", self._held)
        refused = CatchError()  # it is closed, or another program keeps it already
        getattr(window, f"composite_{how}")(composite.RedirectAutomatic, onerror=refused)
        self._display.sync()


def _opened(name: str | None) -> Any:
    from Xlib import display
    from Xlib.error import DisplayError

    with contextlib.suppress(DisplayError, OSError):
        return display.Display(name)
    return None


def _property(window: Any, atom: int) -> Any:
    """Its value; empty where it has none or is gone."""
    from Xlib import X
    from Xlib.error import XError

    try:
        told = window.get_full_property(atom, X.AnyPropertyType)
    except XError:
        return b""
    return b"" if told is None else told.value

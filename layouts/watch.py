"""Whether the wall's files in a site folder are others than they were."""

from __future__ import annotations

from layouts.folder import WallFiles, WallFolder


class WallWatch:
    """Told to ``look`` every now and then. One thread at a time uses it, except ``is_current``."""

    def __init__(self, folder: WallFolder) -> None:
        """What lies there now is known already."""
        self._folder = folder
        self._known = self._seen = folder.stamp()

    def look(self) -> WallFiles | None:
        """All files, when they are others than the last time and none was touched since the look
        before this one: a copy that is still being written is not read."""
        before, self._seen = self._seen, self._folder.stamp()
        if self._seen != before or self._seen == self._known:
            return None
        self._known = self._seen
        return self._folder.read()

    def is_current(self) -> bool:
        """Whether nothing was written since what ``look`` gave last was read."""
        return self._folder.stamp() == self._known

"""The camera catalogue as a tree by group path, searched and with live states. Qt's model only.

A search makes the tree anew of what it found: no row of the whole catalogue is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, Qt

from console.site.pinyin import readings
from console.site.records import CameraEntry
from console.ui.camera_index import MOST_WORDS, CameraIndex
from console.ui.camera_state import IN_TROUBLE, kind_of, kind_text, kinds_said
from console.ui.case_list import NOWHERE, Index
from console.ui.finding_words import findings_text
from console.ui.sources import source_mime
from media.source import SourceState

_ROLE = Qt.ItemDataRole
SOURCE = _ROLE.UserRole + 1  # written source; None on a group
COUNT = _ROLE.UserRole + 2  # of cameras below a group: (all, live, in trouble)
PATH = _ROLE.UserRole + 3  # of a group
FINDINGS = _ROLE.UserRole + 5  # what is wrong with the picture, as codes
STATE = _ROLE.UserRole + 6  # of a camera: kind of its state
LIKED = _ROLE.UserRole + 7  # whether a camera is a favourite

OF_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
OF_CAMERA = OF_GROUP | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

FAVOURITES, RECENT = "favourites:", "recent:"  # paths that no group of a catalogue has


@dataclass(slots=True, eq=False)
class Node:
    """A group or a camera in its place; a camera may have several."""

    number: int  # in the model's list
    row: int = 0
    above: Node | None = None
    path: str = ""  # of a group
    name: str = ""
    camera: CameraEntry | None = None
    below: list[Node] = field(default_factory=list)
    cameras: int = 0
    live: int = 0
    trouble: int = 0


class CameraTree(QAbstractItemModel):
    """``set_…`` tell what there is; ``search`` and ``only_bad`` narrow what is shown of it.

    After a change of what is shown ``modelReset`` comes; a change of states comes as one
    ``dataChanged`` for each group concerned.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cameras: tuple[CameraEntry, ...] = ()
        self._kinds: dict[str, str] = {}
        self._findings: Mapping[str, tuple[str, ...]] = {}
        self._favourites: tuple[str, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._index: CameraIndex | None = None
        self._found_by: dict[str, set[int]] = {}  # word -> what its letters match
        self.words: list[str] = []
        self._bad = False
        self._shown: list[int] = []
        self._nodes: list[Node] = [Node(0)]
        self._places: dict[str, list[Node]] = {}
        self._told: dict[int, Callable[[CameraEntry], Any]] = {
            _ROLE.DisplayRole: lambda camera: camera.name,
            SOURCE: lambda camera: f"camera:{camera.id}",
            STATE: self._kind,
            FINDINGS: lambda camera: self._found_in(camera) or None,
            LIKED: lambda camera: camera.id in self._favourites,
        }

    # -- what there is

    def set_cameras(self, cameras: Iterable[CameraEntry]) -> None:
        self._cameras = tuple(cameras)
        self._index = None
        self._found_by.clear()
        self._narrow(anew=True)

    def set_states(self, states: Mapping[str, SourceState]) -> None:
        """What is told of cameras; those of which nothing is said stay as they are."""
        changed = []
        for camera, state in states.items():
            kind = kind_of(state)
            if self._kinds.get(camera) != kind:
                self._kinds[camera] = kind
                changed.append(camera)
        if changed:
            self._recolour(changed)
            if any(kinds_said(word) for word in self.words):
                self._narrow()

    def set_findings(self, findings: Mapping[str, tuple[str, ...]]) -> None:
        """What is wrong with the pictures of cameras, as codes by id."""
        before, self._findings = self._findings, dict(findings)
        changed = {c for c in {*before, *findings} if before.get(c) != findings.get(c)}
        self._recolour(changed)
        if self._bad:
            self._narrow()

    def set_favourites(self, cameras: Sequence[str]) -> None:
        self._favourites = tuple(cameras)
        self._narrow(anew=True)

    def set_recent(self, cameras: Sequence[str]) -> None:
        self._recent = tuple(cameras)
        self._narrow(anew=True)

    @property
    def favourites(self) -> tuple[str, ...]:
        return self._favourites

    # -- what is shown of it

    def search(self, text: str) -> None:
        """Keep cameras that match every word: by name, pinyin, id, group or state."""
        words = text.split()[:MOST_WORDS]
        if words != self.words:
            anew = bool(words) != bool(self.words)
            self.words = words
            self._narrow(anew)

    def only_bad(self, bad: bool) -> None:
        """Whether to keep only cameras with whose picture something is wrong."""
        if bad != self._bad:
            self._bad = bad
            self._narrow(anew=True)

    def learn(self) -> None:
        """Get ready for the first search, which would be slower."""
        if self._index is None:
            texts = [(camera.name, camera.id, camera.group) for camera in self._cameras]
            self._index = CameraIndex(texts, readings)
            self._index.find("a")

    @property
    def shown(self) -> int:
        """How many cameras are."""
        return len(self._shown)

    def first(self) -> QModelIndex:
        """The place of the first camera shown."""
        node = next((node for node in self._nodes if node.camera is not None), None)
        return self._place(node) if node is not None else QModelIndex()

    def place_of(self, path: str, camera: str = "") -> QModelIndex:
        """Of a group, or of a camera in it."""
        for node in self._places.get(camera, ()) if camera else self._nodes[1:]:
            group = node.above if camera else node
            if group is not None and (camera or node.camera is None) and group.path == path:
                return self._place(node)
        return QModelIndex()

    def groups(self) -> list[tuple[str, QModelIndex]]:
        """Path and place of every group shown."""
        return [(n.path, self._place(n)) for n in self._nodes[1:] if n.camera is None]

    # -- inside

    def _narrow(self, anew: bool = False) -> None:
        """Show what matches now; nothing happens where that is what is shown already."""
        shown = self._matching()
        if shown == self._shown and not anew:
            return
        self.beginResetModel()
        self._shown = shown
        self._plant()
        self.endResetModel()

    def _matching(self) -> list[int]:
        cameras = self._cameras
        shown = set(range(len(cameras)))
        for word in self.words:
            shown &= self._find(word) | self._in_state(word)
        if self._bad:
            shown = {n for n in shown if cameras[n].id in self._findings}
        return sorted(shown)

    def _find(self, word: str) -> set[int]:
        if word not in self._found_by:
            self.learn()
            assert self._index is not None
            if len(self._found_by) > 200:
                self._found_by.clear()
            self._found_by[word] = self._index.find(word)
        return self._found_by[word]

    def _in_state(self, word: str) -> set[int]:
        kinds = kinds_said(word)
        if not kinds:
            return set()
        return {n for n, c in enumerate(self._cameras) if self._kinds.get(c.id, "off") in kinds}

    def _plant(self) -> None:
        self._nodes, self._places = [Node(0)], {}
        groups = {"": self._nodes[0]}
        if not self.words and not self._bad:
            by_id = {camera.id: camera for camera in self._cameras}
            for path, ids in ((FAVOURITES, self._favourites), (RECENT, self._recent)):
                for camera in (by_id[each] for each in ids if each in by_id):
                    self._grow(self._group(path, groups), camera)
        for number in self._shown:
            camera = self._cameras[number]
            self._grow(self._group(camera.group, groups), camera)
        for node in reversed(self._nodes):  # a group stands before those below it
            if node.camera is None and node.above is not None:
                node.above.cameras += node.cameras
                node.above.live += node.live
                node.above.trouble += node.trouble

    def _grow(self, above: Node, camera: CameraEntry) -> None:
        node = Node(len(self._nodes), len(above.below), above, "", camera.name, camera)
        above.below.append(node)
        self._nodes.append(node)
        self._places.setdefault(camera.id, []).append(node)
        kind = self._kinds.get(camera.id)
        above.cameras += 1
        above.live += kind == "live"
        above.trouble += kind in IN_TROUBLE

    def _group(self, path: str, groups: dict[str, Node]) -> Node:
        """The node of a group path, made with its parents when it is new."""
        if path in groups:
            return groups[path]
        clean = "/".join(part for part in path.split("/") if part)
        if clean not in groups:
            above, _, name = clean.rpartition("/")
            over = self._group(above, groups)
            node = Node(len(self._nodes), len(over.below), over, clean, name)
            over.below.append(node)
            self._nodes.append(node)
            groups[clean] = node
        groups[path] = groups[clean]
        return groups[clean]

    def _recolour(self, cameras: Iterable[str]) -> None:
        """One change for each group with one of these cameras."""
        concerned: dict[int, list[int]] = {}
        for camera in cameras:
            for node in self._places.get(camera, ()):
                assert node.above is not None
                concerned.setdefault(node.above.number, []).append(node.row)
        for number, rows in concerned.items():
            group = self._nodes[number]
            self._count(group)
            first, last = group.below[min(rows)], group.below[max(rows)]
            self.dataChanged.emit(self._place(first), self._place(last))

    def _count(self, group: Node) -> None:
        """How many below are live or in trouble, and so in the groups above."""
        kinds = [self._kinds.get(n.camera.id) for n in group.below if n.camera is not None]
        groups = [n for n in group.below if n.camera is None]
        live = kinds.count("live") + sum(n.live for n in groups) - group.live
        trouble = sum(kind in IN_TROUBLE for kind in kinds)
        trouble += sum(n.trouble for n in groups) - group.trouble
        each: Node | None = group
        while each is not None:
            each.live += live
            each.trouble += trouble
            each = each.above

    def _node(self, index: Index) -> Node:
        return self._nodes[index.internalId()] if index.isValid() else self._nodes[0]

    def _place(self, node: Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number) if node.number else QModelIndex()

    # -- Qt

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(self._node(parent).below)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return 1

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        below = self._node(parent).below
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row].number)

    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).above if index.isValid() else None
        return self._place(above) if above is not None else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return OF_GROUP if self._node(index).camera is None else OF_CAMERA

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._node(index)
        if node.camera is None:
            return self._of_group(node, role)
        return self._of_camera(node.camera, role)

    def _of_group(self, node: Node, role: int) -> Any:
        if role == _ROLE.DisplayRole:
            own = {FAVOURITES: self.tr("Favourites"), RECENT: self.tr("Shown lately")}
            return own.get(node.path, node.name)
        if role == _ROLE.AccessibleDescriptionRole:
            words = self.tr("{total} cameras, {live} live, {lost} lost")
            return words.format(total=node.cameras, live=node.live, lost=node.trouble)
        if role == PATH:
            return node.path
        return (node.cameras, node.live, node.trouble) if role == COUNT else None

    def _of_camera(self, camera: CameraEntry, role: int) -> Any:
        if role in (_ROLE.ToolTipRole, _ROLE.AccessibleDescriptionRole):
            said = [kind_text(self._kind(camera)), findings_text(self._found_in(camera))]
            if role == _ROLE.ToolTipRole:
                said = [camera.name, camera.id, *said]
            return ("\n" if role == _ROLE.ToolTipRole else " · ").join(filter(None, said))
        told = self._told.get(role)
        return told(camera) if told is not None else None

    def _kind(self, camera: CameraEntry) -> str:
        return self._kinds.get(camera.id, "off")

    def _found_in(self, camera: CameraEntry) -> tuple[str, ...]:
        return self._findings.get(camera.id, ())

    def mimeTypes(self) -> list[str]:
        return source_mime("").formats()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        written = next((index.data(SOURCE) for index in indexes if index.data(SOURCE)), "")
        return source_mime(written)

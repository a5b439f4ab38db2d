"""The program's layouts that the chair keeps by name, and brings back by one choice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.conference import ConferenceDesk
from console.desk.disk import Disk
from console.site.program_layouts import (
    FILE,
    MOST,
    ProgramLayout,
    name_fault,
    read_program_layouts,
    write_program_layouts,
)
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.refusal_words import refusal_text
from media.hub.happening import ROOM
from media.hub.scene import LAYOUTS

Json = dict[str, Any]


class ProgramLayoutsDesk(QObject):
    """Lives in the Qt thread."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        conference: ConferenceDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._conference = window, site, conference
        self._disk = disk
        self._kept = {one.name: one for one in read_program_layouts(site.folder)}
        self._written, self._waits = dict(self._kept), 0  # what the disk has; writes under way
        picture = window.chair.picture
        picture.keep_wished.connect(self._on_keep_wished)
        picture.forget_wished.connect(self._on_forget_wished)
        self._show()
        conference.by_saved = self.recall

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self._site = site

    def recall(self, name: str) -> str:
        """Bring one back; why it cannot be, else empty. A site that is gone from the list leaves
        its place to whoever comes."""
        one = self._kept.get(name)
        if one is None:
            names = ", ".join(self._kept) or "none"
            return f'there is no program layout "{name}"; there are: {names}'
        known = {ROOM, *(node.id for node in self._site.nodes)}
        places = [each if each in known else None for each in one.places]
        order = {"action": "layout", "layout": one.layout, "places": places}
        refusal = self._conference.command(order)
        gone = sum(each is not None and each not in known for each in one.places)
        if gone and not refusal:
            words = self.tr("{name}: {n} of its sites are in the list no more")
            self._window.tell(words.format(name=name, n=gone))
        return refusal

    # -- inside

    @Slot(str)
    def _on_keep_wished(self, name: str) -> None:
        if fault := name_fault(name):
            self._window.tell(refusal_text(fault))
        elif name not in self._kept and len(self._kept) >= MOST:
            words = self.tr("{n} program layouts are kept at most: remove one first")
            self._window.tell(words.format(n=MOST))
        else:
            state = self._conference.state
            chosen = str((state.get("program") or {}).get("chosen", "grid"))
            kept = {**self._kept, name: ProgramLayout(name, chosen, places_now(state))}
            self._write(kept, self.tr("Kept as a program layout: {name}").format(name=name))

    @Slot(str)
    def _on_forget_wished(self, name: str) -> None:
        plans = [plan.title for plan in self._site.plans if plan.program == name]
        if plans:
            words = self.tr("In use by the plan {plan}: choose another layout there first")
            self._window.tell(words.format(plan=plans[0]))
            return
        kept = {each: one for each, one in self._kept.items() if each != name}
        self._write(kept, self.tr("Removed: {name}").format(name=name))

    def _write(self, kept: Mapping[str, ProgramLayout], words: str) -> None:
        """They are shown at once; where the disk refuses, those come back that it has."""
        self._kept, self._waits = dict(kept), self._waits + 1
        self._show()

        def written(_done: None) -> None:
            self._written = dict(kept)
            self._settle(words)

        work = partial(write_program_layouts, self._site.folder, tuple(kept.values()))
        self._disk.do(FILE.as_posix(), work, written, self._settle)

    def _settle(self, words: str) -> None:
        self._waits -= 1
        if not self._waits and self._kept != self._written:
            self._kept = dict(self._written)
            self._show()
        self._window.tell(words)

    def _show(self) -> None:
        self._window.chair.picture.set_saved(list(self._kept.values()))


def places_now(conference: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Who stands where on the program: whom the chair has put there, and who lies in the other
    places now. Those are left as they come where something else has the program, or where who
    speaks comes first: somebody who is held in a place cannot."""
    program = conference.get("program") or {}
    put, chosen = list(program.get("places") or ()), program.get("chosen", "grid")
    free = conference.get("mode", "free") == "free" and program.get("layout") == chosen
    if free and not (conference.get("voice_switch") or {}).get("on"):
        others = [each for each in program.get("on_air") or () if each not in put]
        put = [each if each is not None else (others.pop(0) if others else None) for each in put]
        put = [*put, *others][: LAYOUTS.get(chosen, 0)]
    while put and put[-1] is None:
        put.pop()
    return tuple(put)

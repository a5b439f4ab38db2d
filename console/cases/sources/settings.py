"""What a site says of a case source, as values. ``console.site.case_sources`` makes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from console.cases.sources.fence import Fence
from console.cases.sources.mapping import Mapped
from media.secret import Secret

KINDS = ("platform", "open311", "features", "mqtt")
FORMATS = ("json", "xml")
CHANGES_BY = ("", "datetime")
PROTOCOLS = ("5", "3.1.1")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One file of ``sources/``."""

    id: str
    kind: str  # of KINDS
    url: str  # without its last slash
    name: str = ""
    token: Secret | None = None
    mapped: Mapped = field(default_factory=Mapped)
    fence: Fence | None = None  # None: every place can be right
    ca: Path | None = None  # PEM file of who has to have signed the other side's certificate
    stale_s: float = 180.0  # so long without news the cases are shown as old; 0: never by silence
    simulated: bool = False
    # open311 and features
    poll_s: float = 60.0
    full_s: float = 600.0  # everything is read again so often: what vanished is found then
    page: int = 250
    form: str = "json"  # of FORMATS
    jurisdiction: str = ""
    bbox: tuple[float, float, float, float] | None = None  # west, south, east, north; WGS-84
    changes_by: str = ""  # of CHANGES_BY; empty: everything is read at each poll
    # mqtt
    topic: str = "cases/+"
    user: str = ""
    client: str = ""
    protocol: str = "5"  # of PROTOCOLS
    settle_s: float = 2.0  # of quiet, after which the retained messages have all come

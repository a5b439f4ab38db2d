"""``python -m console join-cards``: the cards of a site folder, whether its room is open or not.

It seals the links with the hub's own key, which it makes where the room was never opened.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from console.links.hub import site_order
from console.site.card_dates import note_cards
from console.site.load import SiteFaults, read_site
from console.site.records import Site
from console.ui.join_card_paper import CardRoom, JoinCard, JoinCardPaper
from console.ui.words import speak
from media.hub import certificate, orders
from media.hub.links import Links
from media.own_addresses import own_addresses


def print_cards(
    folder: Path,
    out: Path | None,
    language: str | None = None,
    say: Callable[[str], object] = print,
) -> int:
    """Write the PDF; the exit code: 0, or 1 with why not."""
    try:
        site = read_site(folder)
        room, cards = cards_of(site, datetime.now(UTC))
        path = out or site.folder / "state" / "reports" / f"join-cards-{room.until}.pdf"
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _with_qt("en" if (language or site.language) == "en" else "zh")
        pages = JoinCardPaper(room, cards).write(path)
        note_cards(site.folder, [card.node for card in cards], date.fromisoformat(room.until))
    except SiteFaults as faults:
        say(str(faults))
        return 1
    except (OSError, ValueError) as fault:
        say(str(fault))
        return 1
    say(f"{path}: {len(cards)} cards on {pages} pages, good until {room.until}")
    return 0


def cards_of(site: Site, now: datetime) -> tuple[CardRoom, list[JoinCard]]:
    """What is on them. ValueError when there are none, or nobody knows where the door will be."""
    order = orders.site(site_order(site, simulated=False))
    if not site.nodes:
        raise ValueError(f"{site.folder / 'nodes.csv'} names no site")
    if not (order.port or urlsplit(order.public_url).port):
        raise ValueError("[conference] listen: with port 0 nobody knows where the door will be")
    state = site.folder / "state"
    state.mkdir(mode=0o700, parents=True, exist_ok=True)
    links = Links.kept_in(state)
    links.last = timedelta(days=order.link_days)
    url = order.url(order.port, own_addresses())
    tokens = [(node, links.token(node.id, now)) for node in site.nodes]
    cards = [
        JoinCard(node.name, f"{url}/join#token={token}", node.id) for node, token in tokens if token
    ]
    until = f"{now + links.last:%Y-%m-%d}"
    if order.tls != "auto":
        return CardRoom(site.name, until), cards
    host = urlsplit(url).hostname or ""
    root = state / "tls" / "ca.crt"
    if not root.exists():
        certificate.prepare(root.parent, [host, "localhost"], now)
    plain = f"http://{f'[{host}]' if ':' in host else host}:{order.trust_port}"
    trust = f"{plain if order.trust_port else url}/trust"
    return CardRoom(site.name, until, trust, certificate.fingerprint(root)), cards


def _with_qt(language: Literal["zh", "en"]) -> None:
    """Fonts and translations, without a screen."""
    from PySide6.QtGui import QGuiApplication

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    program = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    _kept.append(program)
    speak(program, language)


_kept: list[object] = []  # Qt's application must outlive this call

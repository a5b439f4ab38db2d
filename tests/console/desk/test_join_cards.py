from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from console.desk.join_cards import cards_of
from console.site.card_dates import read_card_dates
from console.site.load import load_site
from media.hub.links import Links

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 26, tzinfo=UTC)
NODES = "id,name,kind\nn01,丁家湾村,village\nn02,石塘村,village\n"


def room(folder: Path, conference: str = 'public_url = "https://10.1.1.1:8443"\n') -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "site.toml").write_text(f'name = "镇"\n[conference]\n{conference}', "utf-8")
    (folder / "nodes.csv").write_text(NODES, "utf-8")
    (folder / "cameras.csv").write_text("id,name,main\n", "utf-8")
    return folder


def test_the_links_on_the_cards_open_the_door_of_this_room(tmp_path: Path) -> None:
    made, cards = cards_of(load_site(room(tmp_path)), NOW)
    assert (made.until, made.trust) == ("2027-05-25", "https://10.1.1.1:8443/trust")
    assert len(made.fingerprint) == 95
    begin, token = cards[0].link.split("#token=")
    assert begin == "https://10.1.1.1:8443/join"
    assert Links.kept_in(tmp_path / "state").check(token, NOW) == "n01"


def test_a_withdrawn_site_has_no_card_and_settings_are_kept_to(tmp_path: Path) -> None:
    site = load_site(room(tmp_path, 'public_url = "https://h"\ntrust_port = 8480\nlink_days = 7\n'))
    (tmp_path / "state").mkdir(exist_ok=True)
    Links.kept_in(tmp_path / "state").withdraw("n01")
    made, cards = cards_of(site, NOW)
    assert [card.name for card in cards] == ["石塘村"]
    assert (made.until, made.trust) == ("2026-12-03", "http://h:8480/trust")


def test_without_sites_or_a_port_there_are_no_cards(tmp_path: Path) -> None:
    site = load_site(room(tmp_path, 'listen = "127.0.0.1:0"\n'))
    with pytest.raises(ValueError, match="port 0"):
        cards_of(site, NOW)
    (tmp_path / "nodes.csv").unlink()
    with pytest.raises(ValueError, match="names no site"):
        cards_of(load_site(tmp_path), NOW)


def test_the_command_writes_the_cards_in_the_rooms_language(
    qapp: QApplication, tmp_path: Path
) -> None:
    out = tmp_path / "cards.pdf"
    folder = room(tmp_path / "room")
    command = [sys.executable, "-m", "console", "join-cards", "--site", str(folder)]
    done = subprocess.run(
        [*command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, ""), done
    assert "2 cards on 1 pages" in done.stdout
    assert set(read_card_dates(folder)) == {"n01", "n02"}
    document = QPdfDocument()
    document.load(str(out))
    text = document.getAllText(0).text()
    assert "丁家湾村" in text
    assert "浏览器询问时" in text
    document.close()
    (folder / "site.toml").write_text("nonsense", "utf-8")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, "site.toml" in done.stdout) == (1, True)

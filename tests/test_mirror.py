"""Every module has its test, and every test its module."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
# carried out by the journeys, on the whole program
BY_JOURNEY = {
    "console/__main__.py", "console/app.py", "console/links/hub.py", "console/links/town.py",
    "console/links/board_writer.py", "media/cameras/__main__.py", "media/hub/__main__.py",
    "console/desk_room.py", "console/opening.py",
}  # fmt: skip


def test_every_module_that_is_no_mere_value_has_a_test_of_its_name() -> None:
    untested = []
    for package in ("console", "media", "layouts"):
        for module in sorted((ROOT / package).rglob("*.py")):
            written = str(module.relative_to(ROOT))
            if module.name == "__init__.py" or written in BY_JOURNEY or "/town/" in written:
                continue
            test = ROOT / "tests" / module.relative_to(ROOT).with_name(f"test_{module.name}")
            if not test.exists() and "def " in module.read_text(encoding="utf-8"):
                untested.append(written)
    assert not untested

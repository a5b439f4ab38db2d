"""Every module has its test: of its own name, or of the part whose piece it is."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
# carried out by the journeys, on the whole program
BY_JOURNEY = {
    "console/__main__.py", "console/app.py", "console/desk/case_desks.py",
    "console/desk/children.py",
    "console/desk/control_door.py",
    "console/desk/counter.py", "console/desk/fitting.py", "console/desk/sounds.py",
    "console/opening.py",
    "console/links/board_writer.py", "console/links/hub.py", "console/links/town.py",
    "media/cameras/__main__.py", "media/hub/__main__.py",
}  # fmt: skip
# small pieces of a zone are looked at through the zone
BY_ZONE = {
    "test_case_card": ("case_around", "case_photos", "case_reveal", "case_stages", "case_words"),
    "test_case_panel": (
        "case_lines",
        "case_list",
        "case_row",
        "duty_log",
        "duty_tab",
        "platform_chip",
        "rows_view",
    ),
    "test_inbox_bar": ("inbox_words", "menus"),
    "test_conference_strip": ("node_chip",),
    "test_discovery_sheet": ("discovery_form", "discovery_list"),
    "test_duty_sheet": (
        "duty_call_page",
        "duty_due_page",
        "duty_emergency_page",
        "duty_log_page",
        "duty_shift_page",
        "duty_words",
    ),
    "test_export_sheet": ("camera_choice", "export_row"),
    "test_window_sheets": ("meeting_sheet", "minutes_sheet", "plan_sheet"),
    "test_calibration_sheet": (
        "calibration_fields",
        "calibration_map",
        "calibration_pane",
        "calibration_picture",
        "calibration_table",
        "calibration_words",
    ),
    "test_fit": ("lens", "refine", "residuals", "solve", "starts"),
    "test_camera_finder": ("camera_row", "camera_view"),
    "test_camera_tree": ("camera_state",),
    "test_finder": ("node_list", "lamps"),
    "test_key_sheet": ("window_keys",),
    "test_layout_chooser": ("layout_button", "layout_words"),
    "test_layout_editor": (
        "layout_editor_bar",
        "layout_editor_canvas",
        "layout_editor_cell",
        "layout_editor_pieces",
        "layout_editor_words",
    ),
    "test_main_window": ("window_form", "badge", "health_lamp", "top_line", "warning_banner"),
    "test_map_page": ("map_layer_list", "map_over", "map_search", "map_time_bar"),
    "test_map_view": (
        "map_cameras",
        "map_cases",
        "map_grids",
        "map_ground",
        "map_hand",
        "map_heat",
        "map_layer",
        "map_layers",
        "map_past",
        "map_pictures",
        "map_points",
        "map_signs",
        "map_tiles",
        "map_tool",
        "map_warnings",
    ),
    "test_marker_painter": ("marker_pieces", "marker_signs", "marker_words", "tile_markers"),
    "test_ptz_panel": ("ptz_presets", "ptz_rounds", "ptz_sheet"),
    "test_replay_bar": ("moment_field", "play_signs", "replay_title"),
    "test_report_sheet": (
        "report_agenda",
        "report_overview",
        "report_period",
        "report_table",
        "report_words",
    ),
    "test_theme": ("style_sheet",),
    "test_top_line": ("alarm_badge", "notice", "scene_choice", "tour_line"),
    "test_zoom_hand": ("zoom_inset",),
    "test_command_bar": ("order_sheet", "outbox_sheet", "intake_sheet", "place_pick"),
    "test_tile": ("caption", "feed", "picture", "tile_message", "tile_report", "tile_sign"),
    "test_tile_actions": ("tile_menu", "wall_keys"),
    "test_words": ("refusal_words",),
    "test_wall": ("paint_count", "tile_stock", "tiles", "sources", "selection"),
}


def test_every_module_has_a_test_of_its_name_or_of_its_zone() -> None:
    assert not [written for written in modules() if not is_tested(written)]


def test_what_is_excused_exists() -> None:
    excused = [
        *BY_JOURNEY,
        *(
            f"console/{'calibration' if zone == 'test_fit' else 'ui'}/{name}.py"
            for zone, names in BY_ZONE.items()
            for name in names
        ),
    ]
    assert not [written for written in excused if not (ROOT / written).exists()]


def modules() -> list[str]:
    """Modules with anything to carry out, as paths from the root; the town has parts of its own."""
    return [
        str(module.relative_to(ROOT))
        for package in ("console", "media", "layouts")
        for module in sorted((ROOT / package).rglob("*.py"))
        if "town" not in module.relative_to(ROOT).parts
        and "def " in module.read_text(encoding="utf-8")
    ]


def is_tested(written: str) -> bool:
    module = Path(written)
    if written in BY_JOURNEY or (ROOT / "tests" / module.parent / f"test_{module.name}").exists():
        return True
    zones = [zone for zone, names in BY_ZONE.items() if module.stem in names]
    return any((ROOT / "tests" / module.parent / f"{zone}.py").exists() for zone in zones)

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest

from console.control.calls_wall import WALL
from console.control.replay_order import read_replay
from console.control.room import Unfit

AT = "2026-11-23T06:30:00Z"


@pytest.mark.parametrize(
    "body",
    [
        {"cells": [0, 1], "back_s": 30},
        {"cells": [2], "at": None, "rate": 0.5},
        {"cells": [2], "at": AT, "rate": 0, "skip_gaps": True},
        {"cells": [2], "step": -1, "rate": None},
        {"cells": [2], "live": True},
        {"cells": [0]},
        {"cells": [], "back_s": 5},
        {"cells": [0, 0], "back_s": 5},
        {"cells": [0], "back_s": 0},
        {"cells": [0], "rate": 3},
        {"cells": [0], "step": 1, "rate": 0},
        {"cells": [0], "live": False},
        {"cells": [0], "at": AT, "back_s": 5},
        {"cells": [0], "live": True, "at": AT},
        {"cells": [0], "back_s": 5, "skip_gaps": None},
        {"cells": [0], "bak_s": 5},
    ],
)
def test_the_schema_of_a_replay_allows_what_is_read_and_no_more(body: dict[str, Any]) -> None:
    schema = WALL["PUT", "/v1/wall/replay"].body
    assert schema is not None
    try:
        read_replay(body)
    except Unfit:
        assert not jsonschema_rs.is_valid(schema, body)
    else:
        jsonschema_rs.validate(schema, body)

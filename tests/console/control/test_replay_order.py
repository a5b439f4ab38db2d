from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.control.replay_order import FIELDS, read_replay
from console.control.room import Unfit

VALUES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())
)


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ({"cells": [0, 1], "back_s": 30}, {"cells": [0, 1], "back_s": 30}),
        ({"cells": [2], "at": None, "rate": 0.5}, {"cells": [2], "rate": 0.5}),
        (
            {"cells": [2], "at": "1970-01-01T00:01:00Z", "rate": 0},
            {"cells": [2], "at": 60, "rate": 0},
        ),
        ({"cells": [2], "step": -1}, {"cells": [2], "step": -1}),
        ({"cells": [2], "live": True}, {"cells": [2], "live": True}),
        (
            {"cells": [0], "back_s": 5, "skip_gaps": True},
            {"cells": [0], "back_s": 5, "skip_gaps": True},
        ),
    ],
)  # fmt: skip
def test_an_order_is_read(body: dict[str, Any], order: dict[str, Any]) -> None:
    assert read_replay(body) == {"screen": None, **order}
    assert read_replay({**body, "screen": "HDMI-2"}) == {"screen": "HDMI-2", **order}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"cells": [0]}, ""),
        ({"back_s": 5}, "cells"),
        ({"cells": [], "back_s": 5}, "cells"),
        ({"cells": [0, 0], "back_s": 5}, "cells"),
        ({"cells": [-1], "back_s": 5}, "cells"),
        ({"cells": [0], "back_s": 0}, "back_s"),
        ({"cells": [0], "rate": 3}, "rate"),
        ({"cells": [0], "rate": True}, "rate"),
        ({"cells": [0], "step": 0}, "step"),
        ({"cells": [0], "step": 1, "rate": 0}, "step"),
        ({"cells": [0], "live": False}, "live"),
        ({"cells": [0], "live": True, "back_s": 5}, "live"),
        ({"cells": [0], "at": "2026-11-23T06:30:00Z", "back_s": 5}, "back_s"),
        ({"cells": [0], "at": "yesterday"}, "at"),
        ({"cells": [0], "at": "2026-11-23T06:30:00"}, "at"),
        ({"cells": [0], "bak_s": 5}, "bak_s"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_field_named(
    body: dict[str, Any], field: str
) -> None:
    with pytest.raises(Unfit) as refused:
        read_replay(body)
    assert refused.value.field == field


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES))
def test_any_body_is_an_order_or_refused(body: dict[str, Any]) -> None:
    try:
        order = read_replay(body)
    except Unfit:
        return
    assert order["cells"]

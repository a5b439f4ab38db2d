from __future__ import annotations

import pytest

from console.cases.sources.opening import open_source
from console.cases.sources.settings import KINDS, SourceSettings


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_source_is_opened_under_its_id(kind: str) -> None:
    url = "mqtt://h" if kind == "mqtt" else "http://h/api"
    assert open_source(SourceSettings("s", kind, url), lambda _: None).id == "s"


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no kind of source"):
        open_source(SourceSettings("s", "fax", "http://h"), lambda _: None)

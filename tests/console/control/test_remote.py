from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from console.control import remote

Run = Callable[..., None]
NO_TOKEN = {"Authorization": ""}


@pytest.mark.parametrize("path", sorted(remote.PATHS))
def test_the_page_is_handed_out_without_a_token_under_a_strict_policy(run: Run, path: str) -> None:
    async def story(desk: Any) -> None:
        async with desk.client.get(path, headers=NO_TOKEN) as answer:
            assert answer.status == 200
            assert await answer.text()
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
        async with desk.client.post(path, headers=NO_TOKEN) as answer:
            assert answer.status == 401

    run(story)


def test_beside_the_page_nothing_lies_open(run: Run) -> None:
    async def story(desk: Any) -> None:
        for path in ("/remote/", "/remote/../server.py", "/remote/x.js", "/remote/remote.html"):
            async with desk.client.get(path, headers=NO_TOKEN) as answer:
                assert answer.status == 401, path

    run(story)


def test_every_file_of_the_page_is_served_and_nothing_comes_from_elsewhere() -> None:
    files = {file.name for file in remote.FOLDER.iterdir()}
    assert {path.rpartition("/")[2] for path in remote.PATHS} - {"remote"} == files - {
        "remote.html"
    }
    for file in remote.FOLDER.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!www\.w3\.org)|//[a-z]+\.[a-z]", text), file.name
        assert not re.search(r"<script>|style=|\son[a-z]+=", text), file.name  # the policy forbids

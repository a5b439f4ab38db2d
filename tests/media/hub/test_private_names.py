"""The private names of our libraries are where the hub looks for them."""

from __future__ import annotations

import asyncio
from typing import Any

import aioice.ice
import pytest
from aioice import stun

from media.hub import private_names


def test_nothing_is_missing_in_the_pinned_versions() -> None:
    assert private_names.missing() == []
    private_names.require()


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for = (private_names.missing, ("_gone_from_the_code", "_WITHIN"))
    monkeypatch.delattr(aioice.ice.CandidatePair, "remote_addr")
    monkeypatch.setattr(private_names, "_WITHIN", (looked_for,))
    with pytest.raises(ImportError, match=r"missing: _gone.*remote_addr.*lock file") as fault:
        private_names.require()
    assert "missing: _WITHIN" not in str(fault.value)


@pytest.mark.parametrize("ended", ["answered", "cancelled"])
def test_a_timer_of_a_check_that_is_over_says_nothing(
    monkeypatch: pytest.MonkeyPatch, ended: str
) -> None:
    """aioice before 0.13 let it end a future that was done, once for each check: "invalid state"
    in the log of every call."""
    monkeypatch.setattr(stun, "RETRY_MAX", 0)
    complaints: list[dict[str, Any]] = []

    class Quiet:
        def send_stun(self, _message: stun.Message, _address: tuple[str, int]) -> None: ...

    async def go() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _loop, told: complaints.append(told))
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        answer = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE)
        check = stun.Transaction(request, ("127.0.0.1", 9), Quiet())
        running = loop.create_task(check.run())
        await asyncio.sleep(0)
        timer: Any = check._Transaction__timeout_handle
        if ended == "answered":
            check.response_received(answer, ("127.0.0.1", 9))
        else:
            running.cancel()
        loop.call_soon(timer._callback)  # it was due in the same moment
        await asyncio.wait([running])

    asyncio.run(go())
    assert complaints == []

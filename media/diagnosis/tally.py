"""Several bad looks in a row before a finding is said, several good ones before it is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from media.diagnosis.finding import Finding


class Tally:
    """A look that cannot tell changes nothing."""

    def __init__(self, hits: int, clean: int, said: Iterable[Finding] = ()) -> None:
        self._hits, self._clean = hits, clean
        self._bad: dict[Finding, int] = {}
        self._good: dict[Finding, int] = {}
        self._said: set[Finding] = set(said)

    def count(self, signs: Mapping[Finding, bool | None]) -> None:
        for finding, sign in signs.items():
            if sign is None:
                continue
            self._bad[finding] = self._bad.get(finding, 0) + 1 if sign else 0
            self._good[finding] = 0 if sign else self._good.get(finding, 0) + 1
            if self._bad[finding] >= self._hits:
                self._said.add(finding)
            elif self._good[finding] >= self._clean:
                self._said.discard(finding)

    def said(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in Finding if finding in self._said)

    def forget(self, findings: Iterable[Finding] = Finding) -> None:
        for finding in findings:
            self._bad.pop(finding, None)
            self._good.pop(finding, None)
            self._said.discard(finding)

"""``python -m tests.fuzz.run TARGET SECONDS FOLDER``: atheris on one target. See scripts/fuzz.

What is found is kept in the folder; a crash ends it with the bytes that made it.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["media"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    program, name, seconds, folder = sys.argv
    seeds = f"tests/fuzz/seeds/{name}"
    options = [f"-max_total_time={seconds}", "-rss_limit_mb=1024", "-timeout=5", "-max_len=4096"]
    atheris.Setup([program, *options, f"-artifact_prefix={folder}/", folder, seeds], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

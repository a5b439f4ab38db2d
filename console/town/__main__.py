"""``python -m console.town``: the demo town as a program of its own, as PROTOCOL.md has it."""

import sys

if __name__ == "__main__":  # the darkroom's processes read this file too: they need no town
    from console.town.program import main

    sys.exit(main())

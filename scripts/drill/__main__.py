"""`make drill`: what must hold and takes too long for `make test`: .venv/bin/python -m scripts.drill [name …]."""

import signal
import sys

from scripts.drill import letters, newcomer

DRILLS = {"letters": letters.run, "newcomer": newcomer.run}


def main(names: list[str]) -> None:
    # SIGTERM must stop what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if unknown := set(names) - DRILLS.keys():
        sys.exit(f"No drill is called {', '.join(unknown)}; there are {', '.join(DRILLS)}.")
    for name in names or DRILLS:
        DRILLS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])

"""Two hundred at once: `python -m tests.activities.crowd <activity>`, on the database that DATABASE_URL names.

Eight processes, each signing 25 people up for the same activity as fast as it can. Prints nothing when all went well.
"""

import multiprocessing
import os
import sys
from typing import Any

import django

PROCESSES, EACH = 8, 25


def main(pk: int) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "abc_portal.settings")
    django.setup()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(PROCESSES)
    crowd = [fork.Process(target=sign_up, args=(pk, number, start)) for number in range(PROCESSES)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    return max(process.exitcode or 0 for process in crowd)


def sign_up(pk: int, number: int, start: Any) -> None:
    from activities import queue
    from activities.models import Activity

    start.wait()
    for count in range(EACH):
        queue.book(
            [Activity(pk=pk)], name=f"Beboer {number}-{count}", phone=f"{10_000_000 + number * 100 + count}", party=1
        )


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

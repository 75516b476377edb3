"""Four who save the same file at once: `python -m tests.budget.imports.savers <run>`. Prints how many did."""

import multiprocessing
import os
import sys
from typing import Any

import django

PROCESSES = 4


def main(pk: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "abc_portal.settings")
    django.setup()
    fork = multiprocessing.get_context("fork")
    start, saved = fork.Barrier(PROCESSES), fork.Value("i", 0)
    crowd = [fork.Process(target=save, args=(pk, start, saved)) for _number in range(PROCESSES)]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    print(saved.value, max(process.exitcode or 0 for process in crowd))


def save(pk: int, start: Any, saved: Any) -> None:
    from budget.imports import runs
    from budget.models import ImportRun

    run = ImportRun.objects.select_related("plan", "version").get(pk=pk)
    start.wait()
    try:
        done = runs.save(run, None)
    except runs.LostLease:
        return
    with saved.get_lock():
        saved.value += done


if __name__ == "__main__":
    main(int(sys.argv[1]))

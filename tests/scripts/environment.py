"""The environment of real processes."""

import os


def inherited() -> dict[str, str]:
    """Of the environment of the tests, what a newcomer has as well; the others' settings stay outside."""
    keys = ("PATH", "HOME", "TMPDIR", "PGHOST", "PGPORT", "PGPASSWORD")
    return {key: os.environ[key] for key in keys if key in os.environ}

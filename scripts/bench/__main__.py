"""`make bench`: what pages, files and imports cost with many rows, on SQLite and on PostgreSQL.

Run from the repository: .venv/bin/python -m scripts.bench. The databases are thrown away afterwards.
"""

import os
import signal
import subprocess
import sys
import tempfile

from scripts.bench import imports, money, search
from scripts.test import postgresql

PARTS = {"search": search.run, "money": money.run, "imports": imports.run}


def main() -> int:
    # SIGTERM must stop the throw-away database too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgresql() as server:
        # What is sent in lies there too.
        os.environ["PRIVATE_ROOT"] = f"{folder}/private"
        servers = {"SQLite": {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}, "PostgreSQL": server}
        return max([measured_on(name, part, environment) for part in PARTS for name, environment in servers.items()])


def measured_on(name: str, part: str, environment: dict[str, str] | None) -> int:
    """The exit status: 1 when a page costs too much. A database that is not here is no failure."""
    if environment is None:
        print(f"\n{name}: NOT MEASURED, there is no server here")
        return 0
    print(f"\n{name}: {part}", flush=True)
    settings = {"LOCAL": "true", "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "abc_portal.settings"}
    command = [sys.executable, "-m", "scripts.bench", part]
    return subprocess.run(command, env={**os.environ, **settings, **environment}, check=False).returncode


def here(part: str) -> int:
    """In a process of its own, with the database that the environment names."""
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import override_settings, setup_databases, teardown_databases

    django.setup()
    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_bench"
    databases = setup_databases(verbosity=0, interactive=False)
    # Nothing has been collected here, and no page asks for it.
    files = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    try:
        with override_settings(STORAGES={**settings.STORAGES, **files}, WHITENOISE_AUTOREFRESH=True):
            return PARTS[part]()
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    sys.exit(here(sys.argv[1]) if sys.argv[1:] else main())

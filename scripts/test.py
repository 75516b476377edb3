"""`make test`: the suite on SQLite; then what asks the database on PostgreSQL, and the pages in Chromium meanwhile.

Arguments go to pytest. What this machine cannot run is named in the last lines, and is a
failure when CI=true.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5  # pytest's own code for it
Run = tuple[list[str], dict[str, str]]  # pytest's arguments, and what is added to the environment
CHROMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    # SIGTERM must stop the throw-away database too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(HERE)
    results: dict[str, int | None] = {}
    whole, chrome = not arguments, find_chrome()
    # A few tests start quicker without processes; more browsers than two only wait for each other.
    every_core = arguments or ["--numprocesses=auto", "--dist=worksteal"]
    browsers = ["-m", "browser", *(arguments or ["--numprocesses=2", "--dist=worksteal"])]
    results |= pytest({"SQLite": (["-m", "not browser", *every_core], {"DATABASE_URL": "sqlite://:memory:"})})
    with postgresql() as server:
        runs: dict[str, Run] = {}
        if server:
            runs["PostgreSQL"] = (["-m", "database", "--migrations", *every_core], server)
        if chrome:
            runs["Chromium"] = (browsers, {"CHROME": chrome})
        # Browsers often wait, for a portal, a page or a thumb: the other database is asked meanwhile.
        for together in [runs] if whole else [{name: run} for name, run in runs.items()]:
            results |= pytest(together)
    return report({name: results.get(name) for name in ("SQLite", "PostgreSQL", "Chromium")}, few=not whole)


def pytest(runs: dict[str, Run]) -> dict[str, int]:
    """The exit codes of suites that run at once: what the first says is seen as it goes, of the others at the end."""
    with ExitStack() as files:
        kept = (files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")) for _ in runs)
        said = [output if number else None for number, output in enumerate(kept)]
        processes = [start(*run, output) for run, output in zip(runs.values(), said, strict=True)]
        try:
            codes = [process.wait() for process in processes]
        except KeyboardInterrupt:  # the terminal has told pytest as well: let it tidy up
            stop(processes)
            raise
        except SystemExit:
            stop(processes, signal.SIGINT)
            raise
        finally:
            for output in filter(None, said):
                output.seek(0)
                print(output.read(), flush=True)
    return dict(zip(runs, codes, strict=True))


def start(arguments: list[str], environment: dict[str, str], output: IO[str] | None) -> subprocess.Popen[bytes]:
    print(f"\n== pytest {' '.join(arguments)} · {' '.join(environment.values())}", file=output, flush=True)
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=output)


def stop(processes: list[subprocess.Popen[bytes]], told: signal.Signals | None = None) -> None:
    for process in processes:
        if told and process.poll() is None:
            process.send_signal(told)
    for process in processes:
        process.wait()


def report(results: dict[str, int | None], few: bool) -> int:
    """The last lines, and the exit status."""
    missing = {
        "PostgreSQL": "no server on 127.0.0.1:5432 for us and no initdb here (TEST_DATABASE_URL names a server)",
        "Chromium": "none on the PATH (CHROME names one)",
    }
    failed = False
    print()
    for name, code in results.items():
        if code is None:
            print(f"{name}: NOT RUN, {missing[name]}")
            failed |= os.environ.get("CI") == "true"
        else:
            passed = code == 0 or (few and code == NOTHING_COLLECTED)
            print(f"{name}: {'passed' if passed else 'FAILED'}")
            failed |= not passed
    return int(failed)


def find_chrome() -> str | None:
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, CHROMES)), None)


@contextmanager
def postgresql() -> Iterator[dict[str, str] | None]:
    """The environment that reaches a PostgreSQL, as long as the block lasts; None if there is none."""
    name = f"portal_{os.getpid()}"  # two runs at once do not meet
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield {"DATABASE_URL": url}
    elif user := local_user():
        yield {"DATABASE_URL": f"postgres://{user}@127.0.0.1:5432/{name}"}
    elif binaries := find_binaries():
        with cluster(binaries) as (folder, port):
            yield {"DATABASE_URL": f"postgres://portal@/{name}", "PGHOST": str(folder), "PGPORT": str(port)}
    else:
        yield None


def local_user() -> str | None:
    """Who may create a database on 127.0.0.1:5432 without a password (or with PGPASSWORD)."""
    import psycopg2

    for user in dict.fromkeys([os.environ.get("PGUSER"), pwd.getpwuid(os.getuid()).pw_name, "postgres"]):
        if not user:
            continue
        with suppress(psycopg2.OperationalError):
            connection = psycopg2.connect(host="127.0.0.1", port=5432, user=user, dbname="postgres", connect_timeout=2)
            with connection.cursor() as cursor:
                cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
                allowed = cursor.fetchone()
            connection.close()
            if allowed == (True,):
                return user
    return None


def find_binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the PATH, where pg_config says, or where Debian puts it."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    if pg_config := shutil.which("pg_config"):
        asked = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip()))
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def cluster(binaries: Path) -> Iterator[tuple[Path, int]]:
    """A server of our own in a temporary folder: (folder of its socket, port). Always stopped and removed."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as name:
        folder, port, owner = Path(name), free_port(), ordinary_user()
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        data = str(folder / "data")

        def run(program: str, *arguments: str) -> None:
            command = [str(binaries / program), "-D", data, *arguments]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)

        run("initdb", "--auth=trust", "--username=portal", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        # Nothing here outlives the run, so nothing waits for the disk.
        settings = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off")
        options = f"-p {port} -k {folder} -c {' -c '.join(settings)}"
        try:
            run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
            yield folder, port
        finally:
            with suppress(subprocess.CalledProcessError):  # it never started
                run("pg_ctl", "-m", "immediate", "stop")


def ordinary_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then who else, as arguments for subprocess."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid}
    return {}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

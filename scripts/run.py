"""`make run`: a secret key, a filled database, the worker, and gunicorn. Every error is one line and status 1.

Run with the Python of .venv. PORT, DATABASE_URL and PLAN come from the environment.
"""

import errno
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent.parent
DATABASES = ("sqlite:///", "postgres://", "postgresql://")


class Stop(Exception):
    """What somebody must put right before the portal can run."""


def main() -> None:
    os.chdir(HERE)
    port = free_port(os.environ.get("PORT") or "8000")
    check_database_url(os.environ.get("DATABASE_URL"))
    write_key(HERE / ".env")
    prepare()
    os.environ["PORT"] = str(port)
    sys.stdout.flush()
    # This process becomes gunicorn; the worker sends mails beside it, and ends when it is gone.
    subprocess.Popen([sys.executable, "manage.py", "work", "--parent", str(os.getpid())])
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", "abc_portal.wsgi"])


def free_port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Stop(f"PORT={text} er ikke et portnummer. Skriv et tal fra 1 til 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EACCES:
                raise Stop(f"Port {port} må kun bruges af root. Vælg en anden: make run PORT=8000") from None
            raise Stop(f"Port {port} er optaget af et andet program. Vælg en anden: make run PORT={port + 1}") from None
    return port


def check_database_url(url: str | None) -> None:
    try:
        right = url is None or (url.startswith(DATABASES) and urlsplit(url).port != 0)
    except ValueError:  # a port that is no number
        right = False
    if not right:
        raise Stop("DATABASE_URL er forkert. Skriv den som postgres://bruger:kode@127.0.0.1:5432/portal")


def write_key(file: Path) -> None:
    """A secret key of this machine's own, readable by nobody else. A file that is there stays as it is."""
    if file.exists():
        return
    half = file.with_name(".env.ny")
    half.unlink(missing_ok=True)
    with open(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(f"LOCAL=true\nSECRET_KEY={secrets.token_urlsafe(50)}\n")
    half.rename(file)


def prepare() -> None:
    sys.path.insert(0, str(HERE))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "abc_portal.settings")
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command

    try:
        django.setup()
        call_command("prepare", plan=os.environ.get("PLAN"))
    except (ImproperlyConfigured, CommandError) as error:
        raise Stop(str(error)) from None
    if settings.MAIL_TRANSPORT == "mail.backends.FolderBackend":
        print(f"Mails bliver ikke sendt; de lægges som filer i {settings.EMAIL_FILE_PATH}")


if __name__ == "__main__":
    try:
        main()
    except Stop as error:
        sys.exit(str(error))
    except PermissionError as error:
        sys.exit(f"Ingen skriveadgang til {error.filename}.")
    except OSError as error:
        sys.exit(f"Det gik ikke: {error}.")
    except KeyboardInterrupt:
        sys.exit(1)

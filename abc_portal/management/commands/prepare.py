"""Makes an installation ready to serve. Doing it again changes nothing."""

import datetime
import hashlib
import inspect
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import storages
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from abc_portal import demo
from accounts.models import User
from accounts.roles import Role
from activities.models import Activity
from core.history import begin
from organisation.models import Plan

# The first login, which makes the others; on one's own machine also one to look as the board does,
# and with sample data one of a worker, and of whoever keeps the accounts.
FIRST_LOGIN = "sekretariat@portal.invalid"
BOARD_LOGIN = "bestyrelse@portal.invalid"
WORKER_LOGIN = "medarbejder@portal.invalid"
FINANCE_LOGIN = "oekonomi@portal.invalid"
# Without the letters and digits that look alike: the password is read off a screen once.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Gør portalen klar: tabeller, statiske filer, en plan hvis der ingen er, og et login hvis der ingen er."
    # The checks may ask the database, and whether it answers is what we find out first.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", help="Planfilen, som læses ind, hvis databasen ingen plan har.")

    def handle(self, *, plan: str | None, **options: Any) -> None:
        self.connect()
        try:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            if plan and not Plan.objects.exists():
                call_command("load_plan", plan, stdout=self.stdout)
            # Rows from before there was a history get their first version.
            begin()
            self.make_logins()
            if settings.DEMO and not Activity.objects.exists():
                worker = self.make_login("/admin/", WORKER_LOGIN, role=Role.WORKER)
                demo.fill(worker, self.make_login("/admin/", FINANCE_LOGIN, role=Role.FINANCE))
        except DatabaseError as error:
            raise CommandError(f"Databasen siger nej: {_one_line(error)}") from error
        self.collect_static()

    def connect(self) -> None:
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(f"Databasen svarer ikke, eller DATABASE_URL er forkert: {_one_line(error)}") from error

    def collect_static(self) -> None:
        """Compressing every file takes longer than all the rest, so only when one of them is new."""
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        files = static_files()
        if not stamp.exists() or stamp.read_text() != files:
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(files)

    def make_logins(self) -> None:
        if User.objects.exists():
            return
        self.make_login("/admin/", FIRST_LOGIN, role=Role.HEAD)
        if settings.LOCAL:
            until = timezone.localdate() + datetime.timedelta(days=365)
            self.make_login("/bestyrelse/", BOARD_LOGIN, role=Role.BOARD, access_until=until)
        self.stdout.write("Adgangskoder vises kun denne ene gang.")

    def make_login(self, where: str, email: str, **fields: Any) -> User:
        password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
        self.stdout.write(f"Log ind på {where} som {email} med adgangskoden {password}")
        return User.objects.create_user(email, password, **fields)


def static_files() -> str:
    """A sum of the names, sizes and dates of all static files, and of the code that puts them together."""
    found = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    found.append(Path(inspect.getfile(type(storages["staticfiles"]))))
    seen = sorted((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in found)
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())

import os
import signal
from threading import Event
from typing import Any

from django.core.management import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from abc_portal.work import Worker

SECONDS_BETWEEN_LOOKS = 1


class Command(BaseCommand):
    help = "Sender de mails, der venter, og gør det, der skal gøres jævnligt. Kører, til det bliver stoppet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Gør kun det, som er på tide nu, og slut.")
        parser.add_argument("--parent", type=int, metavar="PID", help="Slut, når processen, der startede den, er væk.")

    def handle(self, *, once: bool, parent: int | None, **options: Any) -> None:
        worker, stopped = Worker(), Event()
        if not once:
            # What is under way is finished first.
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set() and parent in (None, os.getppid()):
            if worker.round(timezone.now()):
                continue
            if once:
                break
            stopped.wait(SECONDS_BETWEEN_LOOKS)
            # One that the database has closed meanwhile is opened anew.
            close_old_connections()

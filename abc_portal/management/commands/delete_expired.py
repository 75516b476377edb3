"""Deletes, for good, all data whose time is over. The worker does it daily; doing it again changes nothing."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from abc_portal.retention import count_expired, delete_expired


class Command(BaseCommand):
    help = "Sletter for altid de data, hvis tid er gået. Workeren gør det hver dag; her sker det med det samme."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Tæl kun, og slet ingenting.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        done = "står til at blive slettet" if dry_run else "slettet"
        for kind, number in count_expired() if dry_run else delete_expired():
            self.stdout.write(f"{kind.name}: {number} {done}")

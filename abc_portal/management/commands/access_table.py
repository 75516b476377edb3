from typing import Any

from django.core.management.base import BaseCommand

from abc_portal.access import ANSWERS, READERS, Line, addresses, table
from accounts.roles import Role


class Command(BaseCommand):
    help = "Hvem får hvad på hvilken adresse: alle sidens adresser og hver rolle, som en tabel i Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        names = [reader.label.lower() if isinstance(reader, Role) else reader for reader in READERS]
        self.stdout.write(f"| adresse | {' | '.join(names)} |")
        self.stdout.write(f"|---{'|---' * len(names)}|")
        said = {line.address: line for line in table()}
        for address in addresses():
            self._line(said[address])

    def _line(self, line: Line) -> None:
        self._row(f"/{line.address}", line.get)
        if line.post:
            self._row(f"/{line.address} – gem", line.post)

    def _row(self, name: str, answers: dict[str, str]) -> None:
        words = (ANSWERS[answers[reader]] for reader in READERS)
        self.stdout.write(f"| `{name}` | {' | '.join(words)} |")

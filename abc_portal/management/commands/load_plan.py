"""Loads a plan file into the portal, all of it or nothing."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from abc_portal.plan_file import PlanFileError, load_plan_file


class Command(BaseCommand):
    help = "Læs en planfil ind: opret, hvad der mangler, og sig, hvad der afviger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="Planfilen (TOML).")
        parser.add_argument("--dry-run", action="store_true", help="Gør det hele, og gem intet.")
        parser.add_argument("--overwrite", action="store_true", help="Ret også det, der afviger.")

    def handle(self, *, file: Path, dry_run: bool, overwrite: bool, **options: Any) -> None:
        try:
            report = load_plan_file(Path(file), dry_run, overwrite)
        except PlanFileError as error:
            what = "\n".join(f"- {problem}" for problem in error.problems)
            raise CommandError(
                _("{file} er ikke læst ind:\n{what}\nIntet er gemt.").format(file=file, what=what)
            ) from None
        for line in report.lines():
            self.stdout.write(line)

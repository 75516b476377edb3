from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from budget.admin.checks import address_of
from budget.reports.checks import Finding, findings
from organisation.models import Plan


class Command(BaseCommand):
    help = "Stemmer planernes penge af: fejl (1) modsiger hinanden, mangler (0) er ikke kendt endnu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", metavar="SLUG", help="Kun planen med den adresse.")
        parser.add_argument("--strict", action="store_true", help="Mangler tæller som fejl.")

    def handle(self, *args: Any, **options: Any) -> None:
        plans = Plan.objects.order_by("starts_on")
        if options["plan"]:
            plans = plans.filter(slug=options["plan"])
            if not plans:
                raise CommandError(f"Der er ingen plan med adressen »{options['plan']}«.", returncode=2)
        errors = gaps = 0
        for plan in plans:
            found = findings(plan)
            self.stdout.write(f"{plan}")
            self._tell("Fejl", found.errors)
            self._tell("Mangler", found.gaps)
            if found.is_clean:
                self.stdout.write("  Alt stemmer.")
            errors, gaps = errors + len(found.errors), gaps + len(found.gaps)
        self.stdout.write(f"{errors} fejl, {gaps} mangler.")
        if errors or (gaps and options["strict"]):
            raise SystemExit(1)

    def _tell(self, heading: str, found: Sequence[Finding]) -> None:
        for finding in found:
            self.stdout.write(f"  {heading} [{finding.code}]: {finding.text.replace(chr(160), ' ')}")
            self.stdout.write(f"    {address_of(finding)}")

"""For the only head whose telephone is gone: nobody else could press the button."""

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from accounts import two_factors
from accounts.models import User


class Command(BaseCommand):
    help = "Nulstiller login i to trin for en bruger, og logger brugeren ud alle steder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="Brugerens e-mail.")

    def handle(self, *, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Der er ingen bruger med e-mailen {email}.")
        if not two_factors.reset(user):
            raise CommandError(f"{user.email} har ikke login i to trin.")
        self.stdout.write(f"Login i to trin er nulstillet for {user.email}. Det slås til igen ved næste login.")

"""The newsletter of the fictional areas: who gets it, the letter of this month, and a draft of the next."""

import datetime

from django.utils import timezone

from activities.models.details import local_moment
from news.letters.items import dates, frozen, news
from news.letters.making import draft, next_month_without
from news.models import Letter, Subscriber
from news.models.letters import first_of_month
from organisation.models import Plan

SUBSCRIBERS = 60
OPENING = (
    "Kære naboer på månen\n\nHer er, hvad der sker hos os. Kom og vær med, også selv om du ikke har været med før."
)


def fill(plan: Plan, now: datetime.datetime) -> None:
    areas, themes = list(plan.areas.all()), list(plan.focus_areas.all())
    for number in range(SUBSCRIBERS):
        asked = now - datetime.timedelta(days=2 + number)
        # The newest have not said yes.
        row = Subscriber.objects.create(
            email=f"laeser{number}@maaneby.example", asked_at=asked, confirmed_at=asked if number > 2 else None
        )
        row.choose([areas[number % len(areas)]] if number % 3 else [], themes[:2] if number % 5 == 0 else [])
    letter = Letter(month=first_of_month(timezone.localdate(now)), subject="Det sker hos dig", opening=OPENING)
    begun = local_moment(letter.month, datetime.time(9))
    letter.contents = frozen([*news(letter, begun), *dates(letter, begun, begun)])
    letter.released_at = letter.written_at = begun
    letter.mails = Subscriber.objects.filter(confirmed_at__lte=begun).count()
    letter.save()
    draft(next_month_without(now), now)

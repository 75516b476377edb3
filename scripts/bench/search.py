"""What a page of search results costs with many rows."""

import datetime
import random
from typing import Any

from scripts.bench.measuring import cost, tidied

INITIATIVES, ACTIVITIES = 1_500, 20_000
MOST_MS = 50

PLAIN = "/om/"
PAGES = {
    "a common word": "/soeg/?q=kaffe",
    "another form of a word": "/soeg/?q=børnene",
    "three words": "/soeg/?q=børn+kaffe+onsdag",
    "the letter e": "/soeg/?q=e",
    "a slip of a letter": "/soeg/?q=strikkekafe",
    "nothing": "/soeg/?q=findesikke",
    "the list of initiatives": "/initiativer/?q=børnene",
    "the list, filtered": "/initiativer/?q=kaffe&omraade=omraade-a&indsats=indsats-a",
    "the list, a slip": "/initiativer/?q=strikkekafe",
}

WORDS = """
aften aktivitet alle beboere bedsteforældre bolig bygge børn café cykel dans dansk drenge familie fest film
fodbold forening forældre frivillige fællesskab gave gård hal have hjælp hverdag hygge idræt jobs kaffe kage
klub kreativ kultur kvarter kvinder lektier leg læring mad mandag musik mænd møde naboer natur onsdag plads
rådgivning samtale sang skole sommer spisning sport sprog strikning sundhed torsdag træning ture unge venner
værksted yoga ældre økonomi
""".split()  # noqa: SIM905  a list of them would be longer than the rest


def run() -> int:
    """Fill and measure; 1 when a page costs too much."""
    print(f"  {INITIATIVES} initiatives, {ACTIVITIES} activities", flush=True)
    fill(INITIATIVES, ACTIVITIES)
    tidied()
    return report()


def report() -> int:
    plain = cost(PLAIN)
    print(f"  {plain:6.1f} ms        a plain page ({PLAIN})")
    costs = {name: cost(url) for name, url in PAGES.items()}
    for name, ms in costs.items():
        print(f"  {ms:6.1f} ms {ms / plain:5.1f}x {'TOO MUCH: ' if ms > MOST_MS else ''}{name} ({PAGES[name]})")
    return int(max(costs.values()) > MOST_MS)


def fill(initiatives: int, activities: int) -> None:
    """The same rows every time: a plan with so many initiatives, and series whose dates lie around today."""
    from activities.models import Activity, Series
    from initiatives.models import Initiative
    from tests import factories

    some = random.Random(4)  # noqa: S311  the same rows every time, not secrets
    say = lambda words: " ".join(some.choices(WORDS, k=words))  # noqa: E731
    factories.partnership()
    areas = [factories.area(name=f"Område {letter}") for letter in "abcdef"]
    audiences = [factories.audience(name=f"Gruppe {letter}") for letter in "abcdef"]
    plan = factories.plan(areas)
    focus_areas = [
        factories.focus_area(plan, name=f"Indsats {letter}", purpose=f"<p>{say(80)}</p>") for letter in "abc"
    ]
    for number in range(60):
        factories.staff_member(name=f"Medarbejder {say(1)}", title=say(2))
        factories.body(name=f"Gruppen {say(2)} {number}", purpose=f"<p>{say(60)}</p>")
    rows = [
        Initiative(
            plan=plan,
            focus_area=some.choice(focus_areas),
            name=f"{say(2)} {number}".capitalize(),
            slug=f"initiativ-{number}",
            summary=f"{say(12)}.".capitalize(),
            text=f"<p>{say(90)}.</p><p>{say(60)}.</p>",
            area_scope=Initiative.AreaScope.CHOSEN,
            position=number,
        )
        for number in range(initiatives)
    ]
    rows[0].name = "Strikkecafé"
    Initiative.objects.bulk_create(with_search_text(rows))
    links: list[tuple[Any, str, list[Any]]] = [
        (Initiative.areas.through, "housingarea", areas),
        (Initiative.audiences.through, "audience", audiences),
    ]
    for link, field, choices in links:
        link.objects.bulk_create([link(initiative=row, **{field: some.choice(choices)}) for row in rows])
    place = factories.place(name="Beboerhuset")
    today, weekly = datetime.date.today(), 80
    series = [
        Series(
            initiative=some.choice(rows),
            name=say(2).capitalize(),
            note=say(6),
            place=place,
            weekdays="2",
            starts_on=today,
            begins=datetime.time(17),
            ends=datetime.time(19),
        )
        for _ in range(max(1, activities // weekly))
    ]
    Series.objects.bulk_create(with_search_text(series))
    dates = []
    for number in range(activities):
        of = series[number % len(series)]
        day = today + datetime.timedelta(weeks=number // len(series) - weekly // 2)
        date = Activity(
            series=of, series_day=day, slug=f"dato-{number}", **{name: getattr(of, name) for name in of.SHARED}
        )
        date.set_times(day, of.begins, of.ends)
        date.search_text = of.search_text
        dates.append(date)
    Activity.objects.bulk_create(dates, batch_size=2000)


def with_search_text(rows: list[Any]) -> list[Any]:
    """`bulk_create` saves no row by `save()`, which writes this column."""
    for row in rows:
        row.fill_search_text()
    return rows

"""`make bench`: what a page of search results costs with many rows, on SQLite and on PostgreSQL.

Run from the repository: .venv/bin/python -m scripts.bench. The databases are thrown away afterwards.
Counted is the processors' time, ours and the database's, not the clock's; of many times the least.
"""

import datetime
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from scripts.test import postgresql

INITIATIVES, ACTIVITIES = 1_500, 20_000
MOST_MS = 50
TIMES = 40

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


def main() -> int:
    # SIGTERM must stop the throw-away database too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder, postgresql() as server:
        servers = {"SQLite": {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}, "PostgreSQL": server}
        return max([measured_on(name, environment) for name, environment in servers.items()])


def measured_on(name: str, environment: dict[str, str] | None) -> int:
    """The exit status: 1 when a page costs too much. A database that is not here is no failure."""
    if environment is None:
        print(f"\n{name}: NOT MEASURED, there is no server here")
        return 0
    print(f"\n{name}: {INITIATIVES} initiatives, {ACTIVITIES} activities", flush=True)
    settings = {"LOCAL": "true", "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "abc_portal.settings"}
    command = [sys.executable, "-m", "scripts.bench", "here"]
    return subprocess.run(command, env={**os.environ, **settings, **environment}, check=False).returncode


def here() -> int:
    """In a process of its own, with the database that the environment names."""
    import django
    from django.conf import settings
    from django.db import connection
    from django.test.utils import override_settings, setup_databases, teardown_databases

    django.setup()
    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_bench"
    databases = setup_databases(verbosity=0, interactive=False)
    # Nothing has been collected here, and no page asks for it.
    files = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    try:
        with override_settings(STORAGES={**settings.STORAGES, **files}, WHITENOISE_AUTOREFRESH=True):
            fill(INITIATIVES, ACTIVITIES)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            return report()
    finally:
        teardown_databases(databases, verbosity=0)


def report() -> int:
    plain = cost(PLAIN)
    print(f"  {plain:6.1f} ms        a plain page ({PLAIN})")
    costs = {name: cost(url) for name, url in PAGES.items()}
    for name, ms in costs.items():
        print(f"  {ms:6.1f} ms {ms / plain:5.1f}x {'TOO MUCH: ' if ms > MOST_MS else ''}{name} ({PAGES[name]})")
    return int(max(costs.values()) > MOST_MS)


def cost(url: str) -> float:
    """Milliseconds of work from request to answer, at best."""
    from django.test import Client

    client, costs = Client(SERVER_NAME="127.0.0.1", headers={"accept-encoding": "gzip"}), []
    for _ in range(TIMES):
        before = worked()
        assert client.get(url).status_code == 200, url  # noqa: S101
        costs.append(worked() - before)
    return min(costs)


def worked() -> float:
    """Milliseconds that this process has worked, and the one that PostgreSQL has for us (on Linux, if it is here)."""
    from django.db import connection

    ours = time.process_time() * 1000
    if connection.vendor != "postgresql":
        return ours
    pid = connection.connection.info.backend_pid
    return ours + int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1_000_000


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


if __name__ == "__main__":
    sys.exit(here() if sys.argv[1:] == ["here"] else main())

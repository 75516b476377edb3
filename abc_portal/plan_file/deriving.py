"""What a file says across its rows: checks between them, and rows that follow from others."""

from decimal import Decimal

from django.utils.translation import gettext as _

from abc_portal.plan_file.portal import LoadedKeys, unknown
from abc_portal.plan_file.problems import Problems
from abc_portal.plan_file.rows import key_rows
from abc_portal.plan_file.spec import Row, Rows
from abc_portal.plan_file.tables import BY_NAME
from abc_portal.plan_file.values import Ref, exact, shortened
from organisation.models import Plan
from staff.models import StaffMember

YEARS = range(1990, 2101)  # what Contribution.year takes


def derive(rows: Rows, loaded: LoadedKeys, problems: Problems) -> None:
    """Add to the rows what follows from them, and note what cannot be true."""
    check_periods(rows, problems)
    add_plan_areas(rows)
    join_frame_lines(rows, problems)
    add_facets(rows, "maalgruppe", "audiences")
    add_facets(rows, "sprog", "languages")
    seat_staff(rows, loaded, problems)
    add_contributions(rows, problems)


def check_periods(rows: Rows, problems: Problems) -> None:
    for row in (row for table in rows.values() for row in table):
        first, last = row.values.get("starts_on"), row.values.get("ends_on")
        if first and last and last < first:
            row.faulty |= {"starts_on", "ends_on"}
            problems.add(row, "", _("Perioden slutter ({last}), før den begynder ({first})."), first=first, last=last)
    for plan in rows["plan"]:
        for name, field in (("fra", "starts_on"), ("til", "ends_on")):
            if field in plan.values and plan.values[field].year not in YEARS:
                plan.faulty.add(field)
                problems.add(
                    plan,
                    name,
                    _("{day} ligger ikke mellem {first} og {last}."),
                    day=plan.values[field],
                    first=YEARS[0],
                    last=YEARS[-1],
                )


def add_plan_areas(rows: Rows) -> None:
    """The areas a plan names, or else all areas of the file."""
    table = BY_NAME["plan.boligomraader"]
    for plan in rows["plan"]:
        if "boligomraader" in plan.faulty:
            continue
        for area in plan.kept.get("boligomraader", rows["boligomraade"]):
            name = area.key if isinstance(area, Ref) else area.label
            aside = _(", boligområde «{name}»").format(name=name)
            rows[table.name].append(Row(table, plan.label, {}, {"plan": plan, "housingarea": area}, aside=aside))


def join_frame_lines(rows: Rows, problems: Problems) -> None:
    """A source belongs to the line of the frame that names its kind."""
    line_of: dict[str, Row] = {}
    for line in rows["ramme"]:
        for kind in line.kept.get("kilder", ()):
            if (first := line_of.setdefault(kind, line)) is not line:
                line.faulty.add("")
                problems.add(line, "kilder", _("«{kind}» står også i ramme «{other}»."), kind=kind, other=first.label)
    for source in rows["medfinansiering"]:
        kind = source.values.get("kind")
        if kind in line_of:
            source.values["frame_line"] = line_of[kind]


def add_facets(rows: Rows, name: str, field: str) -> None:
    """A row for each audience or language that initiatives name."""
    table = BY_NAME[name]
    named: dict[str, Row] = {}
    for initiative in rows["indsatsomraade.initiativ"]:
        names = initiative.values.get(field, ())
        for name in names:
            named.setdefault(name, Row(table, shortened(name), {"navn": name}, {"name": name}, position=len(named)))
        if names:
            initiative.values[field] = [named[name] for name in names]
    rows[table.name] = list(named.values())


def seat_staff(rows: Rows, loaded: LoadedKeys, problems: Problems) -> None:
    """A chair is held by its `medlem`, or else by its `medarbejder`, who then points to the chair."""
    table = BY_NAME["organ.post.medlem"]
    members = {member.values["seat"]: member for member in rows[table.name]}
    for post in rows["organ.post"]:
        ref = post.kept.get("medarbejder")
        staff = _staff(ref, rows) if ref else None
        if ref and staff:
            member = members.setdefault(post, Row(table, post.label, post.raw, {"seat": post}))
            if "name" not in staff.values:
                member.faulty.add("name")
            member.values.setdefault("name", staff.values.get("name"))
            if (other := staff.values.setdefault("member", member)) is not member:
                problems.add(
                    post,
                    "medarbejder",
                    _("«{key}» sidder også i {place}. Portalen kan kun vise én post."),
                    key=ref.key,
                    place=other.values["seat"].place,
                )
        elif ref and not loaded.has(ref, ""):
            problems.add(post, "medarbejder", unknown(ref, rows, None))
    for post, member in members.items():
        member.aside = post.aside
        if name := member.values.get("name"):
            member.aside += _(", medlem «{name}»").format(name=shortened(name))
        elif "name" not in member.faulty:
            member.faulty.add("name")
            problems.add(member, "", _("Nøglen «medlem» mangler."))
    rows[table.name] = list(members.values())


def _staff(ref: Ref, rows: Rows) -> Row | None:
    """The row of somebody who works here; one is made for somebody only the portal knows."""
    row = key_rows(rows, "medarbejder").get(ref.key)
    if row is None and (known := StaffMember.objects.filter(key=ref.key).first()):
        row = Row(BY_NAME["medarbejder"], known.name, {}, {"key": ref.key, "name": known.name})
        rows["medarbejder"].append(row)
    return row


def add_contributions(rows: Rows, problems: Problems) -> None:
    """What a source gives in each year, after its sum is found to be the total."""
    plan = rows["plan"][0] if rows["plan"] else None
    if plan is None or not {"starts_on", "ends_on"} <= plan.values.keys() - plan.faulty:
        return
    years = Plan(starts_on=plan.values["starts_on"], ends_on=plan.values["ends_on"]).year_range
    table = BY_NAME["medfinansiering.pr_aar"]
    for source in rows["medfinansiering"]:
        given = source.kept.get("pr_aar")
        if given is None:
            continue
        _check_sum(source, given, years, problems)
        per_year = given if isinstance(given, dict) else dict.fromkeys(years, given)
        for year, amount in per_year.items():
            values = {"source": source, "year": year, "amount": amount}
            rows[table.name].append(Row(table, source.label, {}, values, aside=f"{source.aside}, {year}"))


def _check_sum(source: Row, given: Decimal | dict[int, Decimal], years: range, problems: Problems) -> None:
    if isinstance(given, dict):
        if outside := [year for year in given if year not in years]:
            source.faulty.add("")
            problems.add(
                source,
                "pr_aar",
                _("{outside} ligger uden for planens år, {first}–{last}."),
                outside=", ".join(map(str, outside)),
                first=years[0],
                last=years[-1],
            )
        total = sum(given.values(), Decimal(0))
        calculation = f"{' + '.join(exact(amount) for amount in given.values())} = {exact(total)}"
    else:
        total = given * len(years)
        calculation = f"{exact(given)} × {len(years)} = {exact(total)}"
    if "total" in source.values and source.values["total"] != total:
        source.faulty |= {"total"}
        problems.add(
            source,
            "",
            _("{calculation}, men i alt er {total}"),
            calculation=calculation,
            total=exact(source.values["total"]),
        )
    elif "total" not in source.values and "total" not in source.faulty:
        source.faulty |= {"total"}
        problems.add(source, "", _("Nøglen «i_alt» mangler. {calculation}"), calculation=calculation)

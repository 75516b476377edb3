"""Whatever a file holds, the command loads all of it, or refuses it with its own error and saves nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from abc_portal.plan_file.tables import TABLES
from tests.abc_portal.plan_files import SMALL, Loading, row_counts

pytestmark = pytest.mark.django_db

quick = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

LINES = SMALL.splitlines()
ASSIGNMENTS = [number for number, line in enumerate(LINES) if " = " in line]
NASTY = [
    "0", "-1", "1.5", "nan", "inf", "true", "[]", "{}", '""', '" "', '"\\u0000"', '"\\uffff"', '"<script>x</script>"',
    "2030-01-01", "0001-01-01", "9999-12-31", "2030-01-01T00:00:00Z", "12:00:00", "9" * 400, f"0x{'f' * 4000}",
    "[[[1]]]", '["a", "a"]', "[1, 2]", "{ 2030 = 1 }", '{ noegle = "x" }', f'"{"x" * 3000}"', '"alle"', '"engen"',
    '"luna"', '"fonden"', '"2030-2033"', "'''\nto\nlinjer\n'''", '"\\U0001F600"', '"{navn} %s {0}"', "-0", "+1e9",
]  # fmt: skip
names = st.sampled_from(sorted({table.last_name for table in TABLES} | {key.name for t in TABLES for key in t.keys}))
values = st.sampled_from(NASTY)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The small plan with a few of its lines changed, lost, doubled or moved."""
    lines = list(LINES)
    for number in draw(st.lists(st.sampled_from(ASSIGNMENTS), min_size=1, max_size=4)):
        name = lines[number].partition(" = ")[0]
        lines[number] = draw(
            st.one_of(
                st.builds("{} = {}".format, st.just(name), values),
                st.just(""),
                st.sampled_from(LINES),
                st.builds("{} = {}".format, names, values),
            )
        )
    return "\n".join(lines)


documents = st.lists(
    st.one_of(
        names.map("[{}]".format),
        names.map("[[{}]]".format),
        st.sampled_from(["[[organ.post]]", "[[indsatsomraade.initiativ]]", "[[medarbejder.ansvar]]", "[plan.x]"]),
        st.builds("{} = {}".format, names, values),
    ),
    max_size=12,
).map("\n".join)


def loads_all_or_nothing(load: Loading, content: str | bytes, **options: Any) -> None:
    before = row_counts()
    with transaction.atomic():
        try:
            said = load(content, **options)
        except CommandError as error:
            said = str(error)
            assert row_counts() == before
        assert "oprettet" in said or said.endswith("Intet er gemt.")
        transaction.set_rollback(True)


@quick
@given(content=mutated())
def test_mutated_plans(load: Loading, content: str) -> None:
    loads_all_or_nothing(load, content)


@pytest.fixture
def loaded(load: Loading) -> Loading:
    load()
    return load


@quick
@given(content=mutated(), overwrite=st.booleans())
def test_mutated_plans_on_a_loaded_database(loaded: Loading, content: str, overwrite: bool) -> None:
    loads_all_or_nothing(loaded, content, overwrite=overwrite)


@quick
@given(content=st.one_of(documents, st.text(), st.binary()))
def test_garbage(load: Loading, content: str | bytes) -> None:
    content = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    loads_all_or_nothing(load, content)


@pytest.mark.parametrize("value", NASTY)
def test_every_key_refuses_or_takes_every_nasty_value(load: Loading, value: str) -> None:
    """All keys at once, so that one load tries them all."""
    lines = [f"{line.partition(' = ')[0]} = {value}" if " = " in line else line for line in LINES]
    loads_all_or_nothing(load, "\n".join(lines))


def test_a_file_with_many_rows_is_read_in_reasonable_time(load: Loading, tmp_path: Path) -> None:
    rows = "".join(f'[[partner]]\nnoegle = "{n}"\nnavn = "Partner {n}"\nart = "annet"\n' for n in range(300))
    problems = load.error(SMALL + rows).splitlines()
    assert len(problems) == 302

"""Many at once, in processes of their own, on a real database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from activities.models import SignUp
from tests import factories
from tests.activities.crowd import EACH, PROCESSES
from tests.shared_database import ask, shared_database
from tests.test_architecture import ROOT

State = SignUp.State


def line(folder: Path, pk: int) -> list[str]:
    """The states of all entries, in the order of the line."""
    query = "SELECT state FROM activities_signup WHERE activity_id = %s ORDER BY created_at, id"
    return [state for (state,) in ask(folder, query, [pk])]


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_at_once_twenty_come_and_the_rest_wait_in_order(tmp_path: Path) -> None:
    focus_area = factories.focus_area(factories.plan())
    activity = factories.activity(factories.initiative(focus_area), joining="tilmelding", capacity=20)
    environment = {
        **os.environ,
        "LOCAL": "true",
        "SECRET_KEY": "only-for-tests",
        "DJANGO_SETTINGS_MODULE": "abc_portal.settings",
        "DATABASE_URL": shared_database(tmp_path),
    }
    command = [sys.executable, "-m", "tests.activities.crowd", str(activity.pk)]
    crowd = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (crowd.returncode, crowd.stderr) == (0, "")
    assert PROCESSES * EACH == 200
    assert line(tmp_path, activity.pk) == [State.CONFIRMED] * 20 + [State.WAITING] * 180

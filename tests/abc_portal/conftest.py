from pathlib import Path

import pytest

from tests.abc_portal.plan_files import Loading


@pytest.fixture
def load(tmp_path: Path) -> Loading:
    """`load(text)` loads a plan file; `load.error(text)` is what the command refuses it with."""
    return Loading(tmp_path)

"""Every package is pinned, also those that only our packages need."""

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"(?P<name>[\w.-]+)==[\w.]+(\s+# .+)?")


def pinned(file: str) -> list[str]:
    lines = (ROOT / file).read_text().splitlines()
    found = [LINE.fullmatch(line) for line in lines if line and not line.startswith(("#", "-r "))]
    assert None not in found, f"{file} has a line that is not name==version"
    return [match["name"] for match in found if match]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_what_a_package_needs_is_pinned_too(file: str) -> None:
    listed = pinned(file)
    known = {canonicalize_name(name) for name in [*pinned("requirements.txt"), *listed]}
    needed = {
        canonicalize_name(requirement.name)
        for name in listed
        for requirement in map(Requirement, requires(name) or [])
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    assert needed <= known, f"not in {file}: {needed - known}"

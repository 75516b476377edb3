"""What a newcomer's machine may lack is said in one line. Real processes, in a folder of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parent.parent.parent / "scripts" / "setup.sh"
TOOLS = ["cat", "cksum", "dirname", "grep", "rm", "tail", "touch", "tr"]


class Machine:
    """A clone with empty requirements, and a PATH with nothing but what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        self.bin = folder / "bin"
        (self.clone / "scripts").mkdir(parents=True)
        shutil.copy(SETUP, self.clone / "scripts")
        self.require("")
        self.bin.mkdir()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool) or f"/bin/{tool}")

    def require(self, text: str) -> None:
        (self.clone / "requirements.txt").write_text(text)

    def python(self, name: str, script: str) -> None:
        file = self.bin / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def real_python(self, before: str = "") -> None:
        self.python("python3", f'{before}\nexec "{sys.executable}" "$@"')

    def setup(self, user: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "scripts/setup.sh", "requirements.txt"],
            cwd=self.clone,
            env={"PATH": str(self.bin), "PIP_NO_INDEX": "1", "HOME": str(self.clone)},
            capture_output=True,
            text=True,
            user=user,
            check=False,
        )

    def error(self, user: str | None = None) -> str:
        """The one line that it ends with."""
        done = self.setup(user)
        assert done.returncode == 1
        lines = done.stderr.splitlines()
        assert len(lines) == 1, done.stderr
        return lines[0]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_without_python_is_told_which_one_it_needs(machine: Machine) -> None:
    assert machine.error() == "Python mangler: der skal bruges Python 3.11 eller nyere."


def test_an_old_python_is_named(machine: Machine) -> None:
    machine.python("python3", 'case "$2" in *platform*) echo 3.9.2;; *) exit 1;; esac')
    assert machine.error() == "Python er for gammel: her er 3.9.2, og der skal bruges 3.11 eller nyere."


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    machine.python("python3", 'case "$2" in *platform*) echo 3.9.2;; *) exit 1;; esac')
    machine.python("python3.12", f'[ "$2" = venv ] && exit 1\nexec "{sys.executable}" "$@"')
    assert "»python3.12 -m venv .venv«" in machine.error()


def test_a_missing_venv_module_is_named_with_the_package_that_has_it(machine: Machine) -> None:
    machine.real_python('case "$2" in *ensurepip*) exit 1;; esac')
    assert "sudo apt install python3-venv" in machine.error()


def test_half_an_environment_is_taken_away_again(machine: Machine) -> None:
    machine.real_python('case "$2" in venv) /bin/mkdir -p .venv/bin; echo half >.venv/pyvenv.cfg; exit 1;; esac')
    assert "Det virtuelle miljø kunne ikke laves" in machine.error()
    assert not (machine.clone / ".venv").exists()


def test_something_else_called_venv_is_left_alone(machine: Machine) -> None:
    machine.real_python()
    (machine.clone / ".venv").write_text("mine")
    assert machine.error() == "Her ligger noget andet i .venv. Flyt det, og prøv igen."
    assert (machine.clone / ".venv").read_text() == "mine"


def test_a_folder_one_may_not_write_in_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        machine = Machine(Path(name))
        for folder in (machine.clone.parent, machine.clone):
            folder.chmod(0o555)
        # Root may write everywhere.
        user = "nobody" if os.geteuid() == 0 else None
        assert machine.error(user) == f"Ingen skriveadgang til mappen {machine.clone}."
        machine.clone.parent.chmod(0o755)
        machine.clone.chmod(0o755)


def test_packages_that_cannot_be_fetched_are_fetched_at_the_next_try(machine: Machine) -> None:
    machine.real_python()
    machine.require("no-such-package==1\n")
    line = machine.error()
    assert line.startswith("Pakkerne kunne ikke hentes. Er der forbindelse til internettet? Se .venv/pip.log: ERROR")
    assert "no-such-package" in line

    machine.require("")
    first = machine.setup()
    assert (first.returncode, first.stderr) == (0, "")
    assert "Henter pakkerne" in first.stdout
    second = machine.setup()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")

#!/bin/sh
# Makes .venv and installs the pinned requirements: scripts/setup.sh requirements.txt
# A second run with the same file does nothing. Every error is one line.
set -eu
cd "$(dirname "$0")/.."
requirements=$1

fail() {
    echo "$1" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# The first Python that is new enough and can make a virtual environment.
find_python() {
    found="" without_venv=""
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        version=$("$candidate" -c 'import platform; print(platform.python_version())' 2>/dev/null) || continue
        if ! new_enough "$candidate"; then
            found="$found $version"
        elif ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
            without_venv="$candidate ($version)"
        else
            python=$candidate
            return
        fi
    done
    [ -z "$without_venv" ] || fail "Modulet venv mangler i $without_venv. På Debian og Ubuntu: sudo apt install python3-venv"
    [ -z "$found" ] || fail "Python er for gammel: her er$found, og der skal bruges 3.11 eller nyere."
    fail "Python mangler: der skal bruges Python 3.11 eller nyere."
}

# One stamp per file, named after what the files say now.
stamp=".venv/.$requirements-$(cat requirements.txt "$requirements" | cksum | tr ' ' '-')"
if [ -e "$stamp" ] && new_enough .venv/bin/python; then
    exit 0
fi
[ -w . ] || fail "Ingen skriveadgang til mappen $(pwd)."

if ! new_enough .venv/bin/python; then
    find_python
    [ ! -e .venv ] || [ -e .venv/pyvenv.cfg ] || fail "Her ligger noget andet i .venv. Flyt det, og prøv igen."
    rm -rf .venv || fail "Ingen skriveadgang til .venv."
    # Half an environment is worse than none: it goes again if this fails or is interrupted.
    trap 'rm -rf .venv' EXIT
    trap 'exit 1' INT TERM
    "$python" -m venv .venv >/dev/null 2>&1 || fail "Det virtuelle miljø kunne ikke laves. Prøv »$python -m venv .venv« for at se hvorfor."
    trap - EXIT INT TERM
fi
[ -w .venv ] || fail "Ingen skriveadgang til .venv."

echo "Henter pakkerne i $requirements (kun denne gang) …"
log=.venv/pip.log
if ! .venv/bin/python -m pip install --disable-pip-version-check -r "$requirements" >"$log" 2>&1; then
    fail "Pakkerne kunne ikke hentes. Er der forbindelse til internettet? Se $log: $(grep '^ERROR' "$log" | tail -n 1)"
fi
rm -f ".venv/.$requirements-"*
touch "$stamp"

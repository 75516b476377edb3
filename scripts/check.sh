#!/bin/sh
# `make check`: what can be said about the code without running its pages. Stops at the first fault.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
# Production's settings, and a database that is never written to.
export LOCAL=false DEBUG=false ALLOWED_HOSTS=portal.example DATABASE_URL=sqlite://:memory:
SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')
export SECRET_KEY

step() {
    echo "· $*"
    "$@"
}

step ruff check --quiet .
step ruff format --quiet --check .
echo "· djade --check"
find templates -name '*.html' -exec djade --target-version 5.2 --check {} +
step mypy
step python manage.py makemigrations --check --dry-run
step python manage.py check --deploy --fail-level WARNING
step python -m pytest tests/test_architecture.py tests/test_requirements.py

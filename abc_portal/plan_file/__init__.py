"""Plan files: TOML that a secretariat writes, and what becomes of it in the database.

The way of a file: `reading` (bytes to tables) → `rows` (each value by the vocabulary in `tables`)
→ `deriving` (checks across rows, rows that follow) → `loading` (models, compare, create) → `report`.
"""

from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from abc_portal.plan_file.deriving import derive
from abc_portal.plan_file.loading import Loader
from abc_portal.plan_file.portal import LoadedKeys
from abc_portal.plan_file.problems import PlanFileError, Problems
from abc_portal.plan_file.reading import read_document
from abc_portal.plan_file.report import Report
from abc_portal.plan_file.rows import read_rows
from core.history import PLAN_FILE, one_act

__all__ = ["PlanFileError", "Report", "load_plan_file"]


def load_plan_file(path: Path, dry_run: bool = False, overwrite: bool = False) -> Report:
    """Load all of a file or nothing of it. Raises PlanFileError with everything that is wrong."""
    document = read_document(path)
    report = Report(dry_run, overwrite)
    problems = Problems()
    rows = read_rows(document, problems)
    try:
        with transaction.atomic(), one_act(PLAN_FILE):
            loaded = LoadedKeys()
            derive(rows, loaded, problems)
            Loader(rows, loaded, report, problems).load()
            if sentences := problems.sentences():
                raise PlanFileError(sentences)
            transaction.set_rollback(dry_run)
    except DatabaseError as error:
        what = " ".join(str(error).split())
        hint = _("Databasen siger nej: {what}. Er »manage.py migrate« kørt?")
        raise PlanFileError([hint.format(what=what)]) from error
    return report

"""For migrations: what PostgreSQL keeps beside `search_text` to search it (see core/search.py)."""

from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation

from core.folding import fold

# Texts are kept as they are, in their rows: unpacking them took two thirds of the time of a search.
# A megabyte is the most that a tsvector takes, so what stands last in a very long text has no stems.
ADD = """
ALTER TABLE {table} SET (toast_tuple_target = 8160);
ALTER TABLE {table} ALTER COLUMN search_text SET STORAGE EXTERNAL;
ALTER TABLE {table} ADD COLUMN search_vector tsvector
    GENERATED ALWAYS AS (strip(to_tsvector('danish', left(search_text, 100000)))) STORED;
CREATE INDEX {table}_search_vector ON {table} USING gin (search_vector);
CREATE INDEX {table}_search_text ON {table} USING gin (search_text gin_trgm_ops);
"""
REMOVE = """
DROP INDEX {table}_search_text;
ALTER TABLE {table} DROP COLUMN search_vector;
ALTER TABLE {table} ALTER COLUMN search_text SET STORAGE EXTENDED;
ALTER TABLE {table} RESET (toast_tuple_target);
"""


class AddSearchIndex(Operation):
    """After core's migration 0005. The model's state does not change, so that SQLite need not know."""

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        self._run(schema_editor, ADD, model)
        name_on_first_line(model)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(schema_editor, REMOVE, to_state.apps.get_model(app_label, self.model))

    def describe(self) -> str:
        return f"Word forms and likeness in the search for {self.model}"

    def _run(self, schema_editor: Any, sql: str, model: type[models.Model]) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql.format(table=model._meta.db_table))


def name_on_first_line(model: type[models.Model]) -> None:
    """Once the name was followed by a space."""
    field = "name" if any(field.name == "name" for field in model._meta.fields) else "title"
    row: Any
    for row in model._base_manager.only("pk", field, "search_text"):
        name = fold(getattr(row, field))
        if name and row.search_text.startswith(f"{name} "):
            row.search_text = f"{name}\n{row.search_text[len(name) + 1 :]}"
            row.save(update_fields=["search_text"])

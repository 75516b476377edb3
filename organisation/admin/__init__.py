"""What the secretariat edits about the partnership: in the order the menu shows it."""

from organisation.admin import partnership, plan, documents, bodies, housing, texts, searches  # noqa: F401, I001
